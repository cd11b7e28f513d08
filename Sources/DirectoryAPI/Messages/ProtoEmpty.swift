import ProtobufC

/// google.protobuf.Empty.
public struct ProtoEmpty: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .empty }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
