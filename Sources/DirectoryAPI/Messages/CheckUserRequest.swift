import ProtobufC

/// Whether a user exists. The e-mail has priority: with both given only it is looked up.
public struct CheckUserRequest: MessageCoding, Equatable, Sendable {
    public var email: String
    public var phoneNumber: String

    public init(email: String = "", phoneNumber: String = "") {
        self.email = email
        self.phoneNumber = phoneNumber
    }

    public static var schema: Schema { .checkUserRequest }

    public init(reading reader: borrowing MessageReader) {
        email = reader.string(1)
        phoneNumber = reader.string(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: email)
        writer.set(2, string: phoneNumber)
    }
}
