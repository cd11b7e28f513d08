extension HTMLReport {
    static func figures(_ report: RunReport) -> String {
        let head = ["", "", "calls"] + LatencyFigures.columns.map(\.name)
        var rows: [[String]] = []
        for operation in report.operations {
            let kinds = [
                ("from schedule", operation.fromSchedule), ("on the wire", operation.onTheWire),
                ("sender late by", operation.latenessOfTheSender),
                ("errors", operation.errors), ("timeouts", operation.timeouts),
            ]
            for (kind, figures) in kinds {
                guard let figures else { continue }
                let values = LatencyFigures.columns.map { column in
                    Decimals.time(UInt64(column.value(figures) * 1_000))
                }
                rows.append([operation.name, kind, Decimals.grouped(figures.count)] + values)
            }
        }
        return table(head, rows)
    }

    static func circumstances(_ report: RunReport) -> String {
        let cost = { (microseconds: Double?) in
            microseconds.map { "\(Decimals.text($0, 2)) µs a call" } ?? "unknown"
        }
        let rows = [
            ["host", "\(report.machine.host), \(report.machine.cores) cores"],
            ["processor", report.machine.processor],
            ["kernel", "Linux \(report.machine.kernel)"],
            ["server", report.serverVersion ?? "unknown version"],
            ["this tool", report.toolVersion],
            ["command", report.commandLine],
            ["seed", "\(report.seed)"],
            ["users", Decimals.grouped(report.users)],
            ["started", report.startedAt],
            ["CPU of the server", cost(report.serverCPUMicrosecondsPerCall)],
            ["CPU of this tool", cost(report.ownCPUMicrosecondsPerCall)],
            [
                "memory of the server",
                report.serverPeakMemoryBytes.map(Decimals.bytes) ?? "unknown",
            ],
            ["memory of this tool", Decimals.bytes(report.ownPeakMemoryBytes)],
            ["sent late, not sent", "\(report.late), \(report.unsent)"],
        ]
        return table(nil, rows + report.objectives.map { ["objective", $0.text] })
    }

    private static func table(_ head: [String]?, _ rows: [[String]]) -> String {
        let row = { (cells: [String], tag: String) in
            "<tr>" + cells.map { "<\(tag)>\(JUnitReport.escaped($0))</\(tag)>" }.joined() + "</tr>"
        }
        let body = rows.map { row($0, "td") }.joined(separator: "\n")
        let kind = head == nil ? "facts" : "numbers"
        return "<div class=\"wide\"><table class=\"\(kind)\">\(head.map { row($0, "th") } ?? "")\n"
            + "\(body)</table></div>"
    }

    static let style = """
        :root { --paper: #ffffff; --ink: #1c2128; --faint: #6a737d; --grid: #e1e4e8;
          --a: #c2410c; --b: #0b65c2; --c: #7a3fb5; --d: #14713a;
          --good: #14713a; --bad: #b3261e; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181d; --ink: #e6e9ed; --faint: #98a2ad; --grid: #2c333b;
            --a: #ff9d5c; --b: #6cb4ff; --c: #c99bff; --d: #6fd79a;
            --good: #6fd79a; --bad: #ff8f85; } }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 860px; margin: 0 auto; padding: 24px 16px 64px; }
        h1 { font-size: 22px; } h2 { font-size: 19px; margin: 32px 0 4px; }
        h3 { font-size: 15px; margin: 28px 0 6px; } p { margin: 4px 0; }
        .good { color: var(--good); font-weight: 600; }
        .bad { color: var(--bad); font-weight: 600; }
        svg { width: 100%; height: auto; display: block; }
        svg text { fill: var(--faint); font-size: 12px; }
        svg .grid { stroke: var(--grid); stroke-width: 1; }
        svg polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
        svg line { stroke-width: 2; }
        .a { stroke: var(--a); } .b { stroke: var(--b); } .c { stroke: var(--c); }
        .d { stroke: var(--d); }
        svg .dot.a { fill: var(--a); } svg .dot.b { fill: var(--b); }
        svg .dot.c { fill: var(--c); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 3px 10px 3px 0; text-align: left; white-space: nowrap;
          border-bottom: 1px solid var(--grid); }
        .numbers td:nth-child(n+3), .numbers th:nth-child(n+3) { text-align: right; }
        .facts td { white-space: normal; overflow-wrap: anywhere; }
        .facts td:first-child { color: var(--faint); white-space: nowrap; }
        """
}
