import ProtobufC

/// Done; nothing to say.
public struct SetMembershipResponse: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .setMembershipResponse }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
