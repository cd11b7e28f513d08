import ProtobufC

/// The user, found or new.
public struct FindOrCreateUserResponse: MessageCoding, Equatable, Sendable {
    public var user: User?
    public var created: Bool

    public init(user: User? = nil, created: Bool = false) {
        self.user = user
        self.created = created
    }

    public static var schema: Schema { .findOrCreateUserResponse }

    public init(reading reader: borrowing MessageReader) {
        user = reader.message(1) { User(reading: $0) }
        created = reader.bool(2)
    }

    public func write(to writer: inout MessageWriter) {
        if let user { writer.set(1) { user.write(to: &$0) } }
        writer.set(2, bool: created)
    }
}
