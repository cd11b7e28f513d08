import Histogram

/// The distribution in the form that HdrHistogram's plotters read. Times are in microseconds.
enum HGRMReport {
    static func text(_ result: RunResult, isOpen: Bool) -> String {
        let total = result.total
        let kinds =
            isOpen
            ? [("from schedule", total.fromSchedule), ("on the wire", total.onTheWire)]
            : [("on the wire", total.onTheWire)]
        var text = ""
        for (name, histogram) in kinds where histogram.count > 0 {
            text += "#[\(name), microseconds]\n"
            histogram.histogram.outputPercentileDistribution(
                to: &text, outputValueUnitScalingRatio: 1_000)
        }
        return text
    }
}
