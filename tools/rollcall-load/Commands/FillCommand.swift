import ArgumentParser
import CLinux
import Glibc
import ProgramSettings

struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill",
        abstract: "Makes the population that runs ask about.",
        discussion: """
            The same users with every run: one who is there is found, a number that differs is set \
            back, so an interrupted fill is taken up by the next one.
            """)

    @OptionGroup var target: TargetOptions

    @Option(help: "Connections to spread the calls over.")
    var connections = 4

    @Option(name: .customLong("in-flight"), help: "Calls in flight on each.")
    var inFlight = 256

    func validate() throws {
        try TargetOptions.check(connections: connections, inFlight: inFlight)
    }

    func run() throws {
        let path = try target.socketPath()
        if target.redis {
            try fill(with: RedisExchange(.set, target.population), path)
        } else {
            try fill(with: FillExchange(target.population), path)
        }
    }

    private func fill(with exchange: some FillingExchange, _ path: String) throws {
        do {
            var loop = try ClosedLoop(
                exchange, path: path, connections: connections, inFlight: inFlight)
            try drive(&loop)
        } catch let failure as LoadFailure {
            throw ProgramFailure.refused(failure.description)
        }
    }

    /// Goes on by fifths of a second, between which it tells how far it is.
    private func drive<E: FillingExchange>(_ loop: inout ClosedLoop<E>) throws {
        let start = clinux_monotonic_ns()
        var progress = FillProgress(users: target.users.count)
        var figures = Figures()
        var lastAnswer = start
        while !loop.isFinished {
            let before = figures.calls
            try loop.run(until: clinux_monotonic_ns() + 200_000_000, into: &figures)
            let now = clinux_monotonic_ns()
            if let (code, _) = figures.refusals.first {
                throw ProgramFailure.refused("the server refused a call with status \(code)")
            }
            if figures.calls > before { lastAnswer = now }
            guard now - lastAnswer < 30_000_000_000 else {
                throw ProgramFailure.refused("the server has not answered for 30 s")
            }
            progress.show(done: loop.exchange.begun - loop.callsInFlight, after: now - start)
        }
        progress.finish(calls: figures.calls, after: clinux_monotonic_ns() - start)
    }
}
