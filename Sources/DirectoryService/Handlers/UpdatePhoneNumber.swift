import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let updatePhoneNumber = Handler(
        DirectoryAPI.UpdatePhoneNumber.self, .scope(.usersWritePhone)
    ) { dispatcher, caller, request, call in
        let uuid = UserUUID(request.uuid)
        try dispatcher.require(caller, toReach: uuid)
        guard !request.uuid.isEmpty else {
            throw Refusal.invalid(field: "uuid", reason: "must be given")
        }
        let change = try PhoneNumberChange(request.change)
        guard request.expectedVersion >= 0 else {
            throw Refusal.invalid(field: "expected_version", reason: "must not be negative")
        }
        // An id that no user can have is the id of nobody.
        guard let uuid else { throw Refusal.notFound }
        try dispatcher.require(.uuid(uuid), toBeVisibleTo: caller)
        let command = DirectoryDomain.UpdatePhoneNumber(
            uuid: uuid, change: change, expectedVersion: request.expectedVersion)
        return try dispatcher.submit(command, for: caller, call) { outcome in
            UpdatePhoneNumberResponse(
                uuid: outcome.uuid.value, version: outcome.version,
                event: outcome.event.map { DirectoryAPI.Event($0) })
        }
    }
}

extension PhoneNumberChange {
    fileprivate init(_ change: UpdatePhoneNumberRequest.Change?) throws(Refusal) {
        switch change {
        case .set(let text):
            guard let number = PhoneNumber(text) else {
                throw .invalid(field: "set", reason: PhoneNumber.reason(refusing: text) ?? "")
            }
            self = .set(number)
        case .remove: self = .remove
        case nil: throw .invalid(field: "change", reason: "one of set and remove must be given")
        }
    }
}
