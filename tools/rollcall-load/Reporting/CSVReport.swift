/// A line for each run, operation and histogram, for spreadsheets (RFC 4180). Times are in
/// microseconds.
enum CSVReport {
    static func text(_ runs: [RunReport]) -> String {
        let head = [
            "run", "workload", "server", "operation", "histogram", "calls", "mean", "p50", "p90",
            "p95", "p99", "p99.9", "p99.99", "max", "verdict",
        ]
        var lines = [head.joined(separator: ",")]
        for (index, run) in runs.enumerated() {
            for operation in run.operations {
                let kinds = [
                    ("from schedule", operation.fromSchedule), ("on the wire", operation.onTheWire),
                    ("lateness of the sender", operation.latenessOfTheSender),
                    ("errors", operation.errors), ("timeouts", operation.timeouts),
                ]
                for (kind, figures) in kinds {
                    guard let figures else { continue }
                    let names = ["\(index + 1)", run.workload, run.server, operation.name, kind]
                    lines.append(
                        (names.map(field) + numbers(figures) + [run.verdict.kind.rawValue])
                            .joined(separator: ","))
                }
            }
        }
        return lines.joined(separator: "\r\n")
    }

    private static func numbers(_ figures: LatencyFigures) -> [String] {
        let times = [
            figures.mean, figures.p50, figures.p90, figures.p95, figures.p99, figures.p999,
            figures.p9999, figures.maximum,
        ]
        return ["\(figures.count)"] + times.map { Decimals.plain($0, 3) }
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
