/// A line for each run at a rate of its own.
enum RateTable {
    static func text(_ runs: [RunReport]) -> String {
        let head = ["planned", "verdict", "answered"] + LatencyFigures.columns.map(\.name)
        return TextTable.text([head] + runs.map(row))
    }

    static func row(_ run: RunReport) -> [String] {
        let planned =
            switch run.plan.model {
            case .open(let profile, _): CallRate(perSecond: profile.meanRate).text
            case .closed: "closed"
            }
        let times = LatencyFigures.columns.map { column in
            run.latencyMicroseconds
                .map { Decimals.time(UInt64(column.value($0) * 1_000)) } ?? "–"
        }
        return [planned, run.verdict.kind.rawValue, "\(Decimals.text(run.callsPerSecond, 0))/s"]
            + times
    }
}
