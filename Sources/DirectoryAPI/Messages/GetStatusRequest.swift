import ProtobufC

/// Asks how the daemon is.
public struct GetStatusRequest: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .getStatusRequest }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
