import CoreMetrics
import Synchronization

/// How often a duration lay between two bounds.
final class LatencyInstrument: TimerHandler, Instrument {
    private let counts = (0...LatencyBuckets.nanoseconds.count).map { _ in BucketCount() }
    private let sum = Atomic<Int64>(0)

    func recordNanoseconds(_ duration: Int64) {
        let bounds = LatencyBuckets.nanoseconds
        let bucket = bounds.firstIndex { duration <= $0 } ?? bounds.count
        counts[bucket].count.wrappingAdd(1, ordering: .relaxed)
        sum.wrappingAdd(max(0, duration), ordering: .relaxed)
    }

    func write(to text: inout MetricsText, _ name: String, _ labels: String) {
        text.histogram(
            name, labels: labels, bounds: LatencyBuckets.seconds,
            counts: counts.map { $0.count.load(ordering: .relaxed) },
            sum: Double(sum.load(ordering: .relaxed)) / 1e9)
    }

    private final class BucketCount: Sendable {
        let count = Atomic<Int64>(0)
    }
}
