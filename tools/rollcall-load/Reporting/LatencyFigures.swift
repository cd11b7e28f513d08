/// What a report says of a histogram, in microseconds.
struct LatencyFigures: Codable, Equatable, Sendable {
    var count: Int
    var mean: Double
    var p50: Double
    var p90: Double
    var p95: Double
    var p99: Double
    var p999: Double
    var p9999: Double
    var maximum: Double

    /// nil when nothing was recorded.
    init?(_ histogram: LatencyHistogram) {
        guard histogram.count > 0 else { return nil }
        let value = { (percent: Double) in
            Double(histogram.value(at: percent) ?? 0) / 1_000
        }
        count = histogram.count
        mean = histogram.mean / 1_000
        p50 = value(50)
        p90 = value(90)
        p95 = value(95)
        p99 = value(99)
        p999 = value(99.9)
        p9999 = value(99.99)
        maximum = Double(histogram.maximum) / 1_000
    }

    /// The percentiles that are shown, by their name.
    static let columns: [(name: String, value: @Sendable (LatencyFigures) -> Double)] = [
        ("p50", { $0.p50 }), ("p90", { $0.p90 }), ("p99", { $0.p99 }), ("p99.9", { $0.p999 }),
        ("p99.99", { $0.p9999 }), ("max", { $0.maximum }),
    ]
}
