import Histogram

/// The figures of one run.
struct RunReport: Encodable {
    struct Latency: Encodable {
        var p50: Double
        var p90: Double
        var p99: Double
        var p999: Double
        var maximum: Double
    }

    let server: String
    let workload: Workload
    let model = "closed loop, not for latency claims"
    let users: Int
    let connections: Int
    let inFlight: Int
    let seconds: Double
    let calls: Int
    let callsPerSecond: Double
    /// Absent when no call was answered.
    let latencyMicroseconds: Latency?
    /// Calls that were refused, by the status code of gRPC.
    let refused: [String: Int]
    /// Calls that have waited for over a second at the end.
    let unanswered: Int
    /// Absent when the server's process could not be seen.
    let serverCPUMicrosecondsPerCall: Double?
    let ownCPUMicrosecondsPerCall: Double?

    init(
        of run: RunCommand, _ figures: Figures, from before: Instant, to after: Instant,
        unanswered: Int
    ) {
        server = run.echo ? "echo" : run.target.redis ? "redis" : "rollcalld"
        workload = run.workload
        users = run.target.users.count
        connections = run.connections
        inFlight = run.inFlight
        seconds = Double(after.time - before.time) / 1e9
        calls = figures.calls
        callsPerSecond = Double(figures.calls) / seconds
        latencyMicroseconds = RunReport.latency(of: figures)
        refused = Dictionary(
            uniqueKeysWithValues: figures.refusals.map { (String($0.key), $0.value) })
        self.unanswered = unanswered
        // A refused call costs too.
        let answered = figures.calls + figures.refused
        serverCPUMicrosecondsPerCall = Instant.cost(
            from: before.server, to: after.server, calls: answered)
        ownCPUMicrosecondsPerCall = Instant.cost(from: before.own, to: after.own, calls: answered)
    }

    /// Why the run is no good; nil when every call was answered rightly.
    var trouble: String? {
        if !refused.isEmpty {
            let codes = refused.keys.sorted().joined(separator: ", ")
            return "\(refused.values.reduce(0, +)) calls were refused, with status \(codes)"
        }
        if unanswered > 0 { return "\(unanswered) calls were not answered within a second" }
        return calls == 0 ? "no call was answered" : nil
    }

    private static func latency(of figures: Figures) -> Latency? {
        guard figures.calls > 0 else { return nil }
        let percentile = { (percent: Double) in
            Double(figures.latencies.valueAtPercentile(percent)) / 1_000
        }
        return Latency(
            p50: percentile(50), p90: percentile(90), p99: percentile(99), p999: percentile(99.9),
            maximum: Double(figures.latencies.max) / 1_000)
    }
}
