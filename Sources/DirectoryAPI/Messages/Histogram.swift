import ProtobufC

/// How values were spread.
public struct Histogram: MessageCoding, Equatable, Sendable {
    /// In rising order.
    public var buckets: [HistogramBucket]
    public var sum: Int64

    public init(buckets: [HistogramBucket] = [], sum: Int64 = 0) {
        self.buckets = buckets
        self.sum = sum
    }

    public var count: Int64 { buckets.reduce(0) { $0 + $1.count } }

    public static var schema: Schema { .histogram }

    public init(reading reader: borrowing MessageReader) {
        var buckets: [HistogramBucket] = []
        reader.messages(1) { buckets.append(HistogramBucket(reading: $0)) }
        self.buckets = buckets
        sum = reader.int64(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, repeated: buckets) { $0.write(to: &$1) }
        writer.set(2, int64: sum)
    }
}
