import ProtobufC

/// Look-ups that the daemon keeps in memory, packed.
public struct HotRecordsStatus: MessageCoding, Equatable, Sendable {
    public var entries: Int64
    /// Of the entries, with their index.
    public var bytes: Int64
    /// At the most.
    public var capacityBytes: Int64
    /// Since the start.
    public var hits: Int64
    public var misses: Int64

    public init(
        entries: Int64 = 0, bytes: Int64 = 0, capacityBytes: Int64 = 0, hits: Int64 = 0,
        misses: Int64 = 0
    ) {
        self.entries = entries
        self.bytes = bytes
        self.capacityBytes = capacityBytes
        self.hits = hits
        self.misses = misses
    }

    public static var schema: Schema { .hotRecordsStatus }

    public init(reading reader: borrowing MessageReader) {
        entries = reader.int64(1)
        bytes = reader.int64(2)
        capacityBytes = reader.int64(3)
        hits = reader.int64(4)
        misses = reader.int64(5)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: entries)
        writer.set(2, int64: bytes)
        writer.set(3, int64: capacityBytes)
        writer.set(4, int64: hits)
        writer.set(5, int64: misses)
    }
}
