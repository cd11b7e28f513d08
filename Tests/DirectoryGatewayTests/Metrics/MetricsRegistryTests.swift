import CoreMetrics
import Testing

@testable import DirectoryGateway

@Suite struct MetricsRegistryTests {
    @Test("a counter is written with its help and type, its labels escaped")
    func counter() {
        let registry = MetricsRegistry(help: ["things_total": "Things.\nBack\\slash"])
        Counter(
            label: "things_total", dimensions: [("kind", "a\"b\\c\nd"), ("bad-name", "é")],
            factory: registry
        ).increment(by: 3)
        #expect(
            registry.text == """
                # HELP things_total Things.\\nBack\\\\slash
                # TYPE things_total counter
                things_total{kind="a\\"b\\\\c\\nd",bad_name="é"} 3

                """)
    }

    @Test("the same labels are the same instrument, and families stay together")
    func same() {
        let registry = MetricsRegistry()
        for value in ["b", "a", "b"] {
            Counter(label: "z_total", dimensions: [("v", value)], factory: registry).increment()
        }
        Meter(label: "a_gauge", factory: registry).set(2.5)
        #expect(
            registry.text == """
                # TYPE a_gauge gauge
                a_gauge 2.5
                # TYPE z_total counter
                z_total{v="a"} 1
                z_total{v="b"} 2

                """)
    }

    @Test("a histogram counts what is at most its bound, from 50 µs to 10 s, and beyond")
    func histogram() {
        let registry = MetricsRegistry()
        let timer = Timer(label: "t_seconds", dimensions: [("r", "x")], factory: registry)
        for nanoseconds: Int64 in [50_000, 50_001, 10_000_000_000, 10_000_000_001] {
            timer.recordNanoseconds(nanoseconds)
        }
        let lines = registry.text.split(separator: "\n")
        #expect(lines.count == 1 + 18 + 2)
        #expect(lines[1] == #"t_seconds_bucket{r="x",le="0.00005"} 1"#)
        #expect(lines[2] == #"t_seconds_bucket{r="x",le="0.0001"} 2"#)
        #expect(lines[17] == #"t_seconds_bucket{r="x",le="10"} 3"#)
        #expect(lines[18] == #"t_seconds_bucket{r="x",le="+Inf"} 4"#)
        #expect(lines[19].hasPrefix(#"t_seconds_sum{r="x"} 20.0001"#))
        #expect(lines[20] == #"t_seconds_count{r="x"} 4"#)
        #expect(LatencyBuckets.seconds.count == LatencyBuckets.nanoseconds.count)
        for (text, nanoseconds) in zip(LatencyBuckets.seconds, LatencyBuckets.nanoseconds) {
            #expect(Double(text).map { Int64(($0 * 1e9).rounded()) } == nanoseconds)
        }
    }

    @Test("a gauge goes up and down")
    func gauge() {
        let registry = MetricsRegistry()
        let meter = Meter(label: "g", factory: registry)
        meter.increment()
        meter.increment()
        meter.decrement()
        #expect(registry.text.hasSuffix("\ng 1\n"))
    }
}
