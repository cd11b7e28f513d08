import DirectoryAPI
import DirectoryDomain

extension DirectoryAPI.Event {
    init(_ event: RecordedEvent) {
        self.init(
            position: event.position, uuid: event.uuid.value, version: event.version,
            time: ProtoTimestamp(event.time), organizationID: event.organizationID,
            actor: event.actor, payload: Payload(event.event), chainHash: event.chainHash)
    }
}

extension DirectoryAPI.Event.Payload {
    fileprivate init(_ event: UserEvent) {
        switch event {
        case .created: self = .userCreated(UserCreated())
        case .phoneNumberSet(let masked):
            self = .userPhoneNumberUpdated(
                UserPhoneNumberUpdated(action: .set, maskedPhoneNumber: masked))
        case .phoneNumberRemoved:
            self = .userPhoneNumberUpdated(UserPhoneNumberUpdated(action: .removed))
        case .phoneNumberExported(let masked):
            self = .phoneNumberExported(PhoneNumberExported(maskedPhoneNumber: masked))
        case .erased: self = .userErased(UserErased())
        }
    }
}
