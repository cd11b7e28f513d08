import ProtobufC

/// Says how much a key may look up.
public struct LimitAPIKeyRequest: MessageCoding, Equatable, Sendable {
    public var id: String
    /// In any minute; 0 = any number.
    public var requestsPerMinute: Int64
    /// Different values in a day; 0 = any number.
    public var distinctPerDay: Int64

    public init(id: String = "", requestsPerMinute: Int64 = 0, distinctPerDay: Int64 = 0) {
        self.id = id
        self.requestsPerMinute = requestsPerMinute
        self.distinctPerDay = distinctPerDay
    }

    public static var schema: Schema { .limitAPIKeyRequest }

    public init(reading reader: borrowing MessageReader) {
        id = reader.string(1)
        requestsPerMinute = reader.int64(2)
        distinctPerDay = reader.int64(3)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: id)
        writer.set(2, int64: requestsPerMinute)
        writer.set(3, int64: distinctPerDay)
    }
}
