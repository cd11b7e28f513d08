/// What the gateway adds to a call at each percentile, from runs over the socket and over the
/// gateway in turn.
enum GatewayCost {
    static func text(_ runs: [RunReport]) -> String {
        let latencies = { (isGateway: Bool) in
            runs.filter { ($0.server == "gateway") == isGateway }
                .compactMap(\.latencyMicroseconds)
        }
        let (socket, gateway) = (latencies(false), latencies(true))
        guard !socket.isEmpty, !gateway.isEmpty else {
            return "What the gateway adds cannot be told: one of the two has no answers."
        }
        var rows = [["", ""] + LatencyFigures.columns.map(\.name)]
        let values = { (side: [LatencyFigures]) in
            LatencyFigures.columns.map { column in median(side.map(column.value)) }
        }
        let (direct, through) = (values(socket), values(gateway))
        rows.append(["socket", ""] + direct.map(time))
        rows.append(["gateway", ""] + through.map(time))
        rows.append(
            ["adds", ""]
                + zip(direct, through).map { direct, through in
                    through < direct ? "-" + time(direct - through) : time(through - direct)
                })
        let turns = min(socket.count, gateway.count)
        let basis = turns == 1 ? "one turn" : "medians of \(turns) turns"
        return "The gateway (\(basis))\n" + TextTable.text(rows)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    private static func time(_ microseconds: Double) -> String {
        Decimals.time(UInt64(microseconds * 1_000))
    }
}
