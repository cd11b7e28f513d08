import ArgumentParser
import CLinux
import ProgramSettings

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Keeps a number of calls in flight for a while, and prints the figures.",
        discussion: """
            The load is a closed loop: it waits when the server is slow, so it is good for cost \
            and throughput, and not for latency claims. The population is the one that `fill` makes.
            """)

    @OptionGroup var target: TargetOptions

    @Option(help: "What is called.")
    var workload = Workload.byPhone

    @Option(help: "Connections.")
    var connections = 64

    @Option(name: .customLong("in-flight"), help: "Calls in flight on each connection.")
    var inFlight = 1

    @Option(help: "How long to measure: 500ms, 5s, 2m.")
    var duration = TimeSpan(seconds: 5)

    @Option(name: .customLong("warm-up"), help: "How long to call before that.")
    var warmUp = TimeSpan(seconds: 1)

    @Option(help: "Chooses the users that are asked about.")
    var seed: UInt64 = 1

    @Flag(help: "The server sends back what it gets (tools/benchmark/echo.c).")
    var echo = false

    @Option(name: .customLong("server-pid"), help: "The server; without it the socket's owner.")
    var serverProcess: Int32?

    @Flag(help: "Prints JSON.")
    var json = false

    func validate() throws {
        try TargetOptions.check(connections: connections, inFlight: inFlight)
        guard !(echo && target.redis) else { throw ValidationError("--echo or --redis, not both") }
        guard !target.redis || workload == .byPhone else {
            throw ValidationError("--redis knows the workload by-phone alone")
        }
        guard duration.nanoseconds > 0 else { throw ValidationError("--duration is over 0") }
    }

    func run() throws {
        let report = try measure()
        print(json ? try report.json() : report.text())
        if let trouble = report.trouble { throw ProgramFailure.refused(trouble) }
    }

    private func measure() throws -> RunReport {
        let path = try target.socketPath()
        // Numbers that differ from the last run's: setting the same one again changes nothing.
        let choice = clinux_monotonic_ns() / 1_000
        let calls = WorkloadExchange(workload, target.population, seed: seed, choice: choice)
        do {
            if target.redis {
                return try measure(RedisExchange(.get(seed: seed), target.population), path)
            }
            if echo { return try measure(EchoExchange(calls), path) }
            return try measure(calls, path)
        } catch let failure as LoadFailure {
            throw ProgramFailure.refused(failure.description)
        }
    }

    private func measure(_ exchange: some Exchange, _ path: String) throws -> RunReport {
        var loop = try ClosedLoop(
            exchange, path: path, connections: connections, inFlight: inFlight)
        let server = (serverProcess ?? loop.serverProcess).flatMap { ProcessClock(process: $0) }
        if serverProcess != nil, server == nil {
            throw ProgramFailure.refused("there is no process \(serverProcess!)")
        }
        var warmingUp = Figures()
        try loop.run(until: clinux_monotonic_ns() + warmUp.nanoseconds, into: &warmingUp)

        var figures = Figures()
        let before = Instant(server: server)
        try loop.run(until: before.time + duration.nanoseconds, into: &figures)
        let after = Instant(server: server)
        let late = after.time - min(after.time, 1_000_000_000)
        return RunReport(
            of: self, figures, from: before, to: after,
            unanswered: loop.callsInFlight(sentBefore: late))
    }
}

extension Workload: ExpressibleByArgument {}
