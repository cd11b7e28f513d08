extension RunReport {
    /// The table that a person reads.
    func text() -> String {
        var lines = [
            "\(workload) · \(server) · \(connections) × \(inFlight) in flight · \(model)",
            "calls    \(Decimals.grouped(calls)) in \(Decimals.text(seconds, 1)) s"
                + " · \(Decimals.text(callsPerSecond, 0)) a second",
        ]
        if !operations.isEmpty { lines.append(TextTable.text(latencyRows())) }
        lines += ["CPU      \(costs)", "memory   \(memory)", "errors   \(errors)"]
        for objective in objectives { lines.append("         \(objective.text)") }
        for warning in warnings { lines.append("WARNING  \(warning)") }
        lines.append("\(verdictName)  \(verdict.reasons.joined(separator: "; "))")
        return lines.map(TextTable.trimmed).joined(separator: "\n")
    }

    private var verdictName: String {
        switch verdict.kind {
        case .passed: "passed "
        case .objectiveBroken: "BROKEN "
        case .invalid: "INVALID"
        case .interrupted: "STOPPED"
        case .failed: "FAILED "
        case .wrongReply: "WRONG  "
        }
    }

    private func latencyRows() -> [[String]] {
        let names = LatencyFigures.columns.map(\.name)
        var rows = [["", "", "calls"] + names]
        for operation in operations {
            let kinds = [
                ("from schedule", operation.fromSchedule), ("on the wire", operation.onTheWire),
                ("sender late by", operation.latenessOfTheSender),
                ("errors", operation.errors), ("timeouts", operation.timeouts),
            ]
            var name = operation.name
            for (kind, figures) in kinds {
                guard let figures else { continue }
                let values = LatencyFigures.columns.map { column in
                    Decimals.time(UInt64(column.value(figures) * 1_000))
                }
                rows.append([name, kind, Decimals.grouped(figures.count)] + values)
                name = ""
            }
        }
        return rows
    }

    private var costs: String {
        let cost = { (microseconds: Double?) in
            microseconds.map { "\(Decimals.text($0, 2)) µs a call" } ?? "unknown"
        }
        return "server \(cost(serverCPUMicrosecondsPerCall))"
            + " · this tool \(cost(ownCPUMicrosecondsPerCall))"
    }

    private var memory: String {
        let server = serverPeakMemoryBytes.map(Decimals.bytes) ?? "unknown"
        return "server \(server) · this tool \(Decimals.bytes(ownPeakMemoryBytes))"
    }

    private var errors: String {
        var parts = refused.sorted { $0.key < $1.key }
            .map { "\(Decimals.grouped($0.value)) refused with status \($0.key)" }
        if lost > 0 { parts.append("\(Decimals.grouped(lost)) lost with their connection") }
        if timeouts > 0 { parts.append("\(Decimals.grouped(timeouts)) timed out") }
        return parts.isEmpty ? "none" : parts.joined(separator: " · ")
    }
}
