import ProtobufC

/// google.protobuf.Timestamp: a moment, as seconds and nanoseconds since 1970-01-01T00:00:00Z.
public struct ProtoTimestamp: MessageCoding, Equatable, Sendable {
    public var seconds: Int64
    /// 0 to 999 999 999, counted forward also before 1970.
    public var nanos: Int32

    public init(seconds: Int64 = 0, nanos: Int32 = 0) {
        self.seconds = seconds
        self.nanos = nanos
    }

    public init(milliseconds: Int64) {
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        self.seconds = rest < 0 ? seconds - 1 : seconds
        nanos = Int32(rest < 0 ? rest + 1_000 : rest) * 1_000_000
    }

    /// Whole milliseconds since 1970, rounded down; what does not fit is cut to the nearest that
    /// does.
    public var milliseconds: Int64 {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        let (sum, tooLarge) = product.addingReportingOverflow(Int64(nanos) / 1_000_000)
        return overflow || tooLarge ? (seconds < 0 ? .min : .max) : sum
    }

    public static var schema: Schema { .timestamp }

    public init(reading reader: borrowing MessageReader) {
        seconds = reader.int64(1)
        nanos = reader.int32(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: seconds)
        writer.set(2, int32: nanos)
    }
}
