/// Sets or removes a user's number. The number goes to the erasable personal data, its mask to the
/// log. The same number again, or removing none, changes nothing.
package struct UpdatePhoneNumber: Command {
    package struct Outcome: Equatable, Sendable {
        package let uuid: UserUUID
        /// Of the aggregate, after the change.
        package let version: Int64
        /// nil when nothing changed.
        package let event: RecordedEvent?

        package init(uuid: UserUUID, version: Int64, event: RecordedEvent?) {
            self.uuid = uuid
            self.version = version
            self.event = event
        }
    }

    package let uuid: UserUUID
    package let change: PhoneNumberChange
    /// 0 = any.
    package let expectedVersion: Int64

    package init(uuid: UserUUID, change: PhoneNumberChange, expectedVersion: Int64 = 0) {
        self.uuid = uuid
        self.change = change
        self.expectedVersion = expectedVersion
    }

    /// Refuses, in this order: `notFound` (also once erased), `versionConflict`.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Outcome {
        guard var user = try transaction.user(.uuid(uuid)) else { throw Refusal.notFound }
        var aggregate = try UserAggregate.load(user, in: transaction)
        let events = try aggregate.decide(
            .changePhoneNumber(
                change, present: user.phoneNumber, expectedVersion: expectedVersion),
            at: context.now)
        var recorded: RecordedEvent?
        for event in events {
            recorded = try aggregate.record(event, in: transaction, context: context)
        }
        if let recorded {
            apply(to: &user, from: aggregate)
            try transaction.update(user, phoneNumberPosition: position(of: recorded))
        }
        return Outcome(uuid: user.uuid, version: user.version, event: recorded)
    }

    private func apply(to user: inout User, from aggregate: UserAggregate) {
        user.version = aggregate.version
        user.updatedAt = aggregate.updatedAt
        switch change {
        case .set(let number): user.phoneNumber = number
        case .remove: user.phoneNumber = nil
        }
    }

    private func position(of recorded: RecordedEvent) -> Int64? {
        switch change {
        case .set: recorded.position
        case .remove: nil
        }
    }
}
