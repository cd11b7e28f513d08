import ProtobufC

/// A look-up by address that may create the user.
public struct FindOrCreateUserRequest: MessageCoding, Equatable, Sendable {
    public var email: String
    /// For a new user; empty = the service chooses.
    public var uuid: String
    /// NOT_FOUND instead of creating.
    public var findOnly: Bool

    public init(email: String = "", uuid: String = "", findOnly: Bool = false) {
        self.email = email
        self.uuid = uuid
        self.findOnly = findOnly
    }

    public static var schema: Schema { .findOrCreateUserRequest }

    public init(reading reader: borrowing MessageReader) {
        email = reader.string(1)
        uuid = reader.string(2)
        findOnly = reader.bool(3)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: email)
        writer.set(2, string: uuid)
        writer.set(3, bool: findOnly)
    }
}
