import Glibc

/// One page that needs nothing else: the figures, latency by percentile, latency and rate over
/// time. It follows the reader's light or dark.
enum HTMLReport {
    static func text(_ runs: [CompletedRun]) -> String {
        let sections = runs.enumerated().map { index, run in
            section(run.report, run.result, title: runs.count > 1 ? "Run \(index + 1): " : "")
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>rollcall-load: \(JUnitReport.escaped(runs.first?.report.workload ?? ""))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <main>
            <h1>rollcall-load</h1>
            \(runs.count > 1 ? overlay(runs) : "")
            \(sections.joined(separator: "\n"))
            </main>
            </body>
            </html>
            """
    }

    /// The headlines of all runs in one chart.
    private static func overlay(_ runs: [CompletedRun]) -> String {
        let styles = ["a", "b", "c", "d"]
        let lines = runs.prefix(styles.count).enumerated().map { index, run in
            let isOpen = run.report.plan.model.isOpen
            let total = run.result.total
            let name = isOpen ? "from schedule" : "closed loop, on the wire"
            return curve(
                "\(index + 1) \(name), \(run.report.server)", styles[index],
                isOpen ? total.fromSchedule : total.onTheWire)
        }
        let most = runs.map { $0.result.calls }.max() ?? 0
        return "<h3>Latency by percentile, run by run</h3>\n"
            + chart("Latency by percentile, run by run", .percentiles(of: most), lines)
    }

    private static func section(
        _ report: RunReport, _ result: RunResult, title: String
    ) -> String {
        let total = result.total
        let lines =
            report.plan.model.isOpen
            ? [
                curve("from schedule", "a", total.fromSchedule),
                curve("on the wire", "b", total.onTheWire),
            ] : [curve("on the wire (closed loop)", "b", total.onTheWire)]
        let heading = "\(title)\(report.workload) · \(report.server)"
        let reasons = ([report.verdict.kind.rawValue] + report.verdict.reasons)
            .joined(separator: " · ")
        let badge = report.verdict.kind == .passed ? "good" : "bad"
        return """
            <section>
            <h2>\(JUnitReport.escaped(heading))</h2>
            <p>\(JUnitReport.escaped(report.model)) · \(report.connections) × \
            \(report.inFlight) in flight · \(Decimals.text(report.callsPerSecond, 0)) calls a second
            for \(Decimals.text(report.seconds, 1)) s</p>
            <p class="\(badge)">\(JUnitReport.escaped(reasons))</p>
            \(report.warnings.map { "<p class=\"bad\">\(JUnitReport.escaped($0))</p>" }.joined())
            <h3>Latency by percentile</h3>
            \(chart("Latency by percentile", .percentiles(of: total.calls), lines))
            \(overTime(report))
            <h3>Figures</h3>
            \(figures(report))
            <h3>Circumstances</h3>
            \(circumstances(report))
            </section>
            """
    }

    private static func chart(
        _ title: String, _ x: ChartAxis, _ lines: [LineChart.Line]
    ) -> String {
        let values = lines.flatMap { $0.points.map(\.y) }
        return LineChart(title: title, x: x, y: .latency(values), lines: lines).svg()
    }

    /// In steps that are even on the axis of percentiles.
    private static func curve(
        _ name: String, _ style: String, _ histogram: LatencyHistogram
    ) -> LineChart.Line {
        guard histogram.count > 0 else {
            return LineChart.Line(name: name, style: style, points: [])
        }
        let end = log10(Double(max(histogram.count, 2)))
        let points = (0...240).map { step -> (x: Double, y: Double) in
            let x = end * Double(step) / 240
            let percent = 100 * (1 - pow(10, -x))
            return (x, Double(histogram.value(at: percent) ?? 0) / 1_000)
        }
        return LineChart.Line(name: name, style: style, points: points)
    }

    private static func overTime(_ report: RunReport) -> String {
        let seconds = ChartAxis.linear("seconds", upTo: max(report.seconds, 1))
        let line = {
            (name: String, style: String, value: (RunReport.IntervalReport) -> Double?) in
            LineChart.Line(
                name: name, style: style,
                points: report.intervals.compactMap { interval in
                    value(interval).map { (interval.second, $0) }
                })
        }
        let latency = chart(
            "Latency over time", seconds,
            [line("p50", "b", \.p50), line("p99", "a", \.p99), line("max", "c", \.maximum)])
        let rates = line("calls a second", "b") { $0.callsPerSecond }
        let top = report.intervals.map(\.callsPerSecond).max() ?? 0
        let rate = LineChart(
            title: "Rate over time", x: seconds, y: .linear("calls a second", upTo: top),
            lines: [rates])
        return "<h3>Latency over time</h3>\n\(latency)\n<h3>Rate over time</h3>\n\(rate.svg())"
    }
}
