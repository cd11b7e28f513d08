import CoreMetrics
import Synchronization

/// Keeps what is counted through swift-metrics and writes it down for Prometheus.
///
/// Instruments are made once, with labels out of closed lists: what a client sends never becomes a
/// label. Counting takes no lock.
package final class MetricsRegistry: MetricsFactory {
    private struct Family {
        let kind: MetricsText.Kind
        /// By their labels as they are written.
        var instruments: [String: any Instrument] = [:]
    }

    private let families = Mutex<[String: Family]>([:])
    private let help: [String: String]

    /// - Parameter help: by the name of the family.
    package init(help: [String: String] = [:]) { self.help = help }

    /// All that was made so far, families by name and samples by label.
    package var text: String {
        var text = MetricsText()
        let families = families.withLock { $0 }
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text.family(name, family.kind, help: help[name] ?? "")
            for (labels, instrument) in family.instruments.sorted(by: { $0.key < $1.key }) {
                instrument.write(to: &text, name, labels)
            }
        }
        return text.text
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        instrument(label, dimensions, .counter, CountInstrument.init)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        instrument(label, dimensions, .gauge, GaugeInstrument.init)
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        instrument(label, dimensions, .gauge, GaugeInstrument.init)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        instrument(label, dimensions, .histogram, LatencyInstrument.init)
    }

    // What is counted is never forgotten: a counter that went back would read as a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// The instrument of these labels; one that nobody reads when the family is of another kind.
    private func instrument<Made: Instrument>(
        _ label: String, _ dimensions: [(String, String)], _ kind: MetricsText.Kind,
        _ make: () -> Made
    ) -> Made {
        let name = MetricsText.sanitized(label)
        let labels = MetricsText.labels(dimensions)
        return families.withLock { families in
            var family = families[name] ?? Family(kind: kind)
            if let known = family.instruments[labels] as? Made { return known }
            let made = make()
            guard family.kind == kind else { return made }
            family.instruments[labels] = made
            families[name] = family
            return made
        }
    }
}

/// One line, or one histogram, of a family.
protocol Instrument: AnyObject, Sendable {
    func write(to text: inout MetricsText, _ name: String, _ labels: String)
}
