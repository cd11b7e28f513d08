import ProtobufC

/// How many values lay above the bound before and not above this one.
public struct HistogramBucket: MessageCoding, Equatable, Sendable {
    /// 0 when there is none.
    public var bound: Int64
    public var count: Int64

    public init(bound: Int64 = 0, count: Int64 = 0) {
        self.bound = bound
        self.count = count
    }

    public static var schema: Schema { .histogramBucket }

    public init(reading reader: borrowing MessageReader) {
        bound = reader.int64(1)
        count = reader.int64(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: bound)
        writer.set(2, int64: count)
    }
}
