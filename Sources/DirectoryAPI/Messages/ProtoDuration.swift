import ProtobufC

/// google.protobuf.Duration: a span of time.
public struct ProtoDuration: MessageCoding, Equatable, Sendable {
    public var seconds: Int64
    /// Of the same sign as `seconds`, or either is 0.
    public var nanos: Int32

    public init(seconds: Int64 = 0, nanos: Int32 = 0) {
        self.seconds = seconds
        self.nanos = nanos
    }

    public init(milliseconds: Int64) {
        seconds = milliseconds / 1_000
        nanos = Int32(milliseconds % 1_000) * 1_000_000
    }

    /// Whole milliseconds, rounded towards zero; what does not fit is cut to the nearest that does.
    public var milliseconds: Int64 {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        let (sum, tooLarge) = product.addingReportingOverflow(Int64(nanos) / 1_000_000)
        return overflow || tooLarge ? (seconds < 0 ? .min : .max) : sum
    }

    public static var schema: Schema { .duration }

    public init(reading reader: borrowing MessageReader) {
        seconds = reader.int64(1)
        nanos = reader.int32(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: seconds)
        writer.set(2, int32: nanos)
    }
}
