import ProtobufC

/// The version that the erasure made.
public struct EraseUserResponse: MessageCoding, Equatable, Sendable {
    public var version: Int64

    public init(version: Int64 = 0) { self.version = version }

    public static var schema: Schema { .eraseUserResponse }

    public init(reading reader: borrowing MessageReader) {
        version = reader.int64(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: version)
    }
}
