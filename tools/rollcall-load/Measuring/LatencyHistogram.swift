import Histogram

/// Times in nanoseconds, to three digits, from 64 ns to an hour; what took longer counts as an
/// hour.
struct LatencyHistogram: Sendable {
    private static let longest: UInt64 = 3_600_000_000_000

    private(set) var histogram = Histogram<UInt64>(
        lowestDiscernibleValue: 64, highestTrackableValue: LatencyHistogram.longest,
        numberOfSignificantValueDigits: .three)

    var count: Int { Int(histogram.totalCount) }
    /// 0 when there is none.
    var maximum: UInt64 { count == 0 ? 0 : histogram.max }
    var mean: Double { count == 0 ? 0 : histogram.mean }

    @inline(__always)
    mutating func record(_ nanoseconds: UInt64) {
        histogram.record(min(nanoseconds, LatencyHistogram.longest))
    }

    /// nil when there is none.
    func value(at percent: Double) -> UInt64? {
        guard count > 0 else { return nil }
        return min(histogram.valueAtPercentile(percent), maximum)
    }

    mutating func add(_ other: LatencyHistogram) { histogram.add(other.histogram) }
}

/// As the values that were recorded and how often each was.
extension LatencyHistogram: Codable {
    init(from decoder: any Decoder) throws {
        self.init()
        var pairs = try decoder.unkeyedContainer()
        while !pairs.isAtEnd {
            let value = try pairs.decode(UInt64.self)
            let count = try pairs.decode(UInt64.self)
            histogram.record(min(value, LatencyHistogram.longest), count: count)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var pairs = encoder.unkeyedContainer()
        for value in histogram.recordedValues() {
            try pairs.encode(value.value)
            try pairs.encode(value.count)
        }
    }
}
