import DirectoryAPI

/// Comparisons as a person reads them, and as JSON.
enum ComparisonReport {
    static func text(_ comparisons: [Comparison]) -> String {
        var rows = [["figure", "answer", "from", "to", "change", "95 % within"]]
        for comparison in comparisons {
            let interval = comparison.interval
            rows.append([
                comparison.figure.rawValue, comparison.answer.rawValue,
                value(GatewayCost.median(comparison.base), comparison.figure),
                value(GatewayCost.median(comparison.other), comparison.figure),
                interval.map { change($0.ratio) } ?? "–",
                interval.map { "\(change($0.low)) to \(change($0.high))" } ?? "–",
            ])
        }
        return TextTable.text(rows)
    }

    static func json(_ comparisons: [Comparison]) throws -> String {
        let numbers = { (values: [Double]) in
            JSONValue.array(values.map { .number("\($0)") })
        }
        let items = comparisons.map { comparison in
            var members = [
                JSONValue.Member("figure", .string(comparison.figure.rawValue)),
                JSONValue.Member("answer", .string(comparison.answer.rawValue)),
                JSONValue.Member("from", numbers(comparison.base)),
                JSONValue.Member("to", numbers(comparison.other)),
            ]
            if let interval = comparison.interval {
                members += [
                    JSONValue.Member("ratio", .number("\(interval.ratio)")),
                    JSONValue.Member("low", .number("\(interval.low)")),
                    JSONValue.Member("high", .number("\(interval.high)")),
                ]
            }
            return JSONValue.object(members)
        }
        return JSONValue.array(items).text(.indented)
    }

    private static func change(_ ratio: Double) -> String {
        let text = Decimals.text((ratio - 1) * 100, 1)
        return (text.hasPrefix("-") ? text : "+" + text) + " %"
    }

    private static func value(_ value: Double, _ figure: ComparedFigure) -> String {
        switch figure {
        case .rate: "\(Decimals.text(value, 0))/s"
        case .p50, .p90, .p99, .p999, .maximum, .serverCPU:
            Decimals.time(UInt64(value * 1_000))
        }
    }
}
