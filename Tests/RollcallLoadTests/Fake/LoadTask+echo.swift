@testable import rollcall_load

extension LoadTask {
    /// A run against a server that sends back what it gets.
    static func echo(
        _ server: FakeServer, rate: Double? = nil, seconds: Double, connections: Int = 1,
        inFlight: Int, timeoutSeconds: Double = 20
    ) -> LoadTask {
        let model: LoadModel =
            if let rate {
                .open(.constant(CallRate(perSecond: rate), seconds: seconds), .even)
            } else {
                .closed
            }
        return LoadTask(
            plan: RunPlan(
                server: "echo", workload: WorkloadPlan.builtIn(named: "by-phone")!, model: model,
                users: 1_000, connections: connections, inFlight: inFlight, warmUpSeconds: 0,
                seconds: seconds, timeoutSeconds: timeoutSeconds, lateSeconds: 60, seed: 1,
                processes: 1),
            socket: server.path, serverProcesses: [], choice: 0)
    }

    /// The report of a run.
    func report(
        _ objectives: [Objective] = [.noErrors]
    ) throws(LoadFailure) -> CompletedRun {
        let result = try run(nil)
        let circumstances = RunReport.Circumstances(
            commandLine: "a test", startedAt: "2026-01-01T00:00:00Z")
        return CompletedRun(
            report: RunReport(result, plan, objectives, circumstances), result: result)
    }
}
