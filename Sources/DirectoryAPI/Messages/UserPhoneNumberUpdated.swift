import ProtobufC

/// A number was set or removed.
public struct UserPhoneNumberUpdated: MessageCoding, Equatable, Sendable {
    public enum Action: Int, Equatable, Sendable {
        case unspecified = 0
        case set = 1
        case removed = 2
    }

    public var action: Action
    /// Only when SET.
    public var maskedPhoneNumber: String

    public init(action: Action = .unspecified, maskedPhoneNumber: String = "") {
        self.action = action
        self.maskedPhoneNumber = maskedPhoneNumber
    }

    public static var schema: Schema { .userPhoneNumberUpdated }

    public init(reading reader: borrowing MessageReader) {
        action = Action(rawValue: reader.enumeration(1)) ?? .unspecified
        maskedPhoneNumber = reader.string(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, enumeration: action.rawValue)
        writer.set(2, string: maskedPhoneNumber)
    }
}
