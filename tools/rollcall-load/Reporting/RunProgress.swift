import Glibc

/// Tells how a run goes: on a terminal a line that is written over once a second, else nothing.
struct RunProgress {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var hasShown = false
    /// What comes before the figures, such as the number of a repeat.
    var title = ""

    mutating func show(
        _ interval: TimeSeries.Interval, of length: UInt64, _ plan: RunPlan, elapsed: Double
    ) {
        guard isTerminal else { return }
        let line = RunProgress.line(
            interval, seconds: Double(length) / 1e9, left: max(0, plan.seconds - elapsed))
        TerminalLine.write("\r\(title)\(line)\u{1B}[K")
        hasShown = true
    }

    mutating func clear() {
        if hasShown { TerminalLine.write("\r\u{1B}[K") }
        hasShown = false
    }

    static func line(
        _ interval: TimeSeries.Interval, seconds: Double, left: Double
    ) -> String {
        let rate = Decimals.text(Double(interval.calls) / seconds, 0)
        let time = { (percent: Double) in
            interval.latency(at: percent).map { Decimals.time($0) } ?? "–"
        }
        return "\(rate)/s · p50 \(time(50)) · p99 \(time(99)) · \(interval.errors) errors"
            + " · \(Int(left.rounded(.up))) s left"
    }
}
