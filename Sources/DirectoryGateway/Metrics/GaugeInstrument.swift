import CoreMetrics
import Synchronization

/// A value that goes up and down.
final class GaugeInstrument: MeterHandler, RecorderHandler, Instrument {
    /// A Double's bits: 0 is 0.
    private let bits = Atomic<UInt64>(0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }
    func increment(by amount: Double) { add(amount) }
    func decrement(by amount: Double) { add(-amount) }

    private func add(_ amount: Double) {
        var before = bits.load(ordering: .relaxed)
        while true {
            let after = (Double(bitPattern: before) + amount).bitPattern
            let (done, found) = bits.weakCompareExchange(
                expected: before, desired: after, ordering: .relaxed)
            if done { return }
            before = found
        }
    }

    func write(to text: inout MetricsText, _ name: String, _ labels: String) {
        let value = Double(bitPattern: bits.load(ordering: .relaxed))
        text.sample(name, labels: labels, Int64(exactly: value).map(String.init) ?? "\(value)")
    }
}
