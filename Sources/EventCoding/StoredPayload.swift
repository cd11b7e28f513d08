import DirectoryDomain
import ProtobufC

/// The members of `StoredEvent.payload`, and of the messages in them.
enum StoredPayload {
    private static let userCreated = 10
    private static let userPhoneNumberUpdated = 11
    private static let phoneNumberExported = 12
    private static let userErased = 13

    private enum Updated {
        static let action = 1
        static let maskedPhoneNumber = 2
        static let actionSet = 1
        static let actionRemoved = 2
    }

    private enum Exported {
        static let maskedPhoneNumber = 1
    }

    static func write(_ event: UserEvent, to writer: inout MessageWriter) {
        switch event {
        case .created:
            writer.set(userCreated) { _ in }
        case .phoneNumberSet(let masked):
            writer.set(userPhoneNumberUpdated) { updated in
                updated.set(Updated.action, enumeration: Updated.actionSet)
                updated.set(Updated.maskedPhoneNumber, string: masked)
            }
        case .phoneNumberRemoved:
            writer.set(userPhoneNumberUpdated) { updated in
                updated.set(Updated.action, enumeration: Updated.actionRemoved)
            }
        case .phoneNumberExported(let masked):
            writer.set(phoneNumberExported) { exported in
                exported.set(Exported.maskedPhoneNumber, string: masked)
            }
        case .erased:
            writer.set(userErased) { _ in }
        }
    }

    /// nil for a payload that this version does not know.
    static func read(_ reader: borrowing MessageReader) -> UserEvent? {
        if reader.has(userCreated) { return .created }
        if reader.has(userErased) { return .erased }
        if let exported = reader.message(
            phoneNumberExported,
            { exported in
                UserEvent.phoneNumberExported(masked: exported.string(Exported.maskedPhoneNumber))
            })
        {
            return exported
        }
        return reader.message(userPhoneNumberUpdated) { updated in update(updated) } ?? nil
    }

    private static func update(_ reader: borrowing MessageReader) -> UserEvent? {
        switch reader.enumeration(Updated.action) {
        case Updated.actionSet: .phoneNumberSet(masked: reader.string(Updated.maskedPhoneNumber))
        case Updated.actionRemoved: .phoneNumberRemoved
        default: nil
        }
    }
}
