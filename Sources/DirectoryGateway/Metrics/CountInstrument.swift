import CoreMetrics
import Synchronization

/// A count that only grows.
final class CountInstrument: CounterHandler, Instrument {
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    func write(to text: inout MetricsText, _ name: String, _ labels: String) {
        text.sample(name, labels: labels, String(count.load(ordering: .relaxed)))
    }
}
