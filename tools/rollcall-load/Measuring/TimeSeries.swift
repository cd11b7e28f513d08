import Histogram

/// How a run went over its time, in intervals of a second, or longer ones when that were many.
struct TimeSeries: Codable, Sendable {
    struct Interval: Sendable {
        var calls = 0
        var errors = 0
        /// Nanoseconds, to two digits.
        fileprivate var latencies = Histogram<UInt32>(
            lowestDiscernibleValue: 1_024, highestTrackableValue: TimeSeries.longest,
            numberOfSignificantValueDigits: .two)

        /// In nanoseconds; nil when nothing was answered.
        func latency(at percent: Double) -> UInt64? {
            calls == 0 ? nil : min(latencies.valueAtPercentile(percent), latencies.max)
        }

        mutating func add(_ other: Interval) {
            calls += other.calls
            errors += other.errors
            latencies.add(other.latencies)
        }

        fileprivate mutating func record(_ latency: UInt64) {
            calls += 1
            latencies.record(min(latency, TimeSeries.longest))
        }
    }

    private static let most: UInt64 = 300
    fileprivate static let longest: UInt64 = 3_600_000_000_000
    private static let second: UInt64 = 1_000_000_000

    /// Nanoseconds of an interval.
    let length: UInt64
    private(set) var intervals: [Interval]
    private let start: UInt64

    init(window: Range<UInt64>) {
        start = window.lowerBound
        let span = window.upperBound - window.lowerBound
        let seconds = (span + TimeSeries.second - 1) / TimeSeries.second
        let each = (seconds + TimeSeries.most - 1) / TimeSeries.most
        length = max(1, each) * TimeSeries.second
        intervals = (0..<max(1, (span + length - 1) / length)).map { _ in Interval() }
    }

    /// The place of the last interval that is over at a time; nil before the first is.
    func lastPlace(before time: UInt64) -> Int? {
        guard time >= start + length else { return nil }
        return min(Int((time - start) / length), intervals.count) - 1
    }

    @inline(__always)
    mutating func count(latency: UInt64, at time: UInt64) {
        intervals[place(of: time)].record(latency)
    }

    mutating func countError(at time: UInt64) { intervals[place(of: time)].errors += 1 }

    /// Of a run at the same time.
    mutating func add(_ other: TimeSeries) {
        precondition(other.length == length && other.intervals.count == intervals.count)
        for index in intervals.indices { intervals[index].add(other.intervals[index]) }
    }

    private func place(of time: UInt64) -> Int {
        min(Int((max(time, start) - start) / length), intervals.count - 1)
    }
}

/// As its counts, and the latencies that were recorded with how often each was.
extension TimeSeries.Interval: Codable {
    private enum CodingKeys: String, CodingKey {
        case calls, errors, latencies
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        calls = try values.decode(Int.self, forKey: .calls)
        errors = try values.decode(Int.self, forKey: .errors)
        var pairs = try values.nestedUnkeyedContainer(forKey: .latencies)
        while !pairs.isAtEnd {
            let value = try pairs.decode(UInt64.self)
            latencies.record(value, count: try pairs.decode(UInt32.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(calls, forKey: .calls)
        try values.encode(errors, forKey: .errors)
        var pairs = values.nestedUnkeyedContainer(forKey: .latencies)
        for value in latencies.recordedValues() {
            try pairs.encode(value.value)
            try pairs.encode(value.count)
        }
    }
}
