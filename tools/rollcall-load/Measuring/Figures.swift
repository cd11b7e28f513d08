import Histogram

/// What a run counted.
struct Figures {
    /// Calls that were answered rightly.
    private(set) var calls = 0
    /// Calls that the server refused, by status code.
    private(set) var refusals: [Int32: Int] = [:]
    /// Nanoseconds from the sending of a call to the reading of its answer, to three digits.
    private(set) var latencies = Histogram<UInt64>(
        highestTrackableValue: Figures.longest, numberOfSignificantValueDigits: .three)

    /// An hour; what took longer counts as an hour.
    private static let longest: UInt64 = 3_600_000_000_000

    var refused: Int { refusals.values.reduce(0, +) }

    mutating func count(latency: UInt64) {
        calls += 1
        latencies.record(min(latency, Figures.longest))
    }

    mutating func countRefusal(code: Int32) { refusals[code, default: 0] += 1 }
}
