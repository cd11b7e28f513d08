extension UserAggregate {
    /// What somebody wants of a user, with the personal data that the decision needs.
    package enum Intent: Sendable {
        case create
        /// `present` is the number now; `expectedVersion` 0 means any.
        case changePhoneNumber(
            PhoneNumberChange, present: PhoneNumber?, expectedVersion: Int64)
        /// `earlier` are the moments of the exports that may still count, the oldest first.
        case exportPhoneNumber(present: PhoneNumber?, earlier: [Timestamp])
        case erase
    }

    /// What happens; nothing when all is already as wanted.
    package func decide(_ intent: Intent, at now: Timestamp) throws(Refusal) -> [UserEvent] {
        switch intent {
        case .create:
            guard version == 0 else { throw .uuidTaken }
            return [.created]
        case .changePhoneNumber(let change, let present, let expectedVersion):
            try requireLiving()
            guard expectedVersion == 0 || expectedVersion == version
            else { throw .versionConflict }
            return Self.events(of: change, present: present)
        case .exportPhoneNumber(let present, let earlier):
            try requireLiving()
            return [try export(present, earlier: earlier, at: now)]
        case .erase:
            try requireLiving()
            return [.erased]
        }
    }

    private func requireLiving() throws(Refusal) {
        guard version > 0, !isErased else { throw .notFound }
    }

    private static func events(
        of change: PhoneNumberChange, present: PhoneNumber?
    ) -> [UserEvent] {
        switch change {
        case .set(let number): number == present ? [] : [.phoneNumberSet(masked: number.masked)]
        case .remove: present == nil ? [] : [.phoneNumberRemoved]
        }
    }

    /// The quota comes last: what can't be exported anyway must not say how often it was.
    private func export(
        _ number: PhoneNumber?, earlier: [Timestamp], at now: Timestamp
    ) throws(Refusal) -> UserEvent {
        guard let number else { throw .notFound }
        guard number.national != nil else { throw .numberNotExportable }
        if let wait = ExportQuota.wait(after: earlier, at: now) {
            throw .exportQuotaSpent(retryAfterMilliseconds: wait)
        }
        return .phoneNumberExported(masked: number.masked)
    }
}
