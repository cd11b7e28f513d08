import ProtobufC

/// All that was personal is gone; uuid and authy id stay taken.
public struct UserErased: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .userErased }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
