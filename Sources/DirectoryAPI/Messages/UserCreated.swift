import ProtobufC

/// The user came to be. Its address is no part of the event.
public struct UserCreated: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .userCreated }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
