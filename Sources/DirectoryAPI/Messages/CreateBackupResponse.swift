import ProtobufC

/// The size of the copy and the last event in it.
public struct CreateBackupResponse: MessageCoding, Equatable, Sendable {
    public var bytes: Int64
    public var lastPosition: Int64

    public init(bytes: Int64 = 0, lastPosition: Int64 = 0) {
        self.bytes = bytes
        self.lastPosition = lastPosition
    }

    public static var schema: Schema { .createBackupResponse }

    public init(reading reader: borrowing MessageReader) {
        bytes = reader.int64(1)
        lastPosition = reader.int64(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: bytes)
        writer.set(2, int64: lastPosition)
    }
}
