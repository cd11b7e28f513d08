import ArgumentParser
import CLinux
import ProgramSettings

struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill",
        abstract: "Makes the population that runs ask about.",
        discussion: """
            The same users with every run, brought in as an import. When some are there already, \
            a second pass finds each one, and sets a number that differs back: so an interrupted \
            fill is taken up by the next one.

            Examples:
              rollcall-load fill --users 1M
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
        guard target.url == nil else {
            throw ProgramFailure.usage("fill speaks to the socket, not to the gateway")
        }
        clinux_ignore_sigpipe()
        let path = try target.socketPath()
        let interruption: Interruption
        do { interruption = try Interruption.watch() } catch {
            throw ProgramFailure.refused(error.description)
        }
        if target.redis {
            try fill(with: RedisExchange(.set, target.population), path, interruption)
        } else if try !importAll(path, interruption) {
            try fill(with: FillExchange(target.population), path, interruption)
        }
    }

    /// Whether all of them were new, so that nothing is left to look at.
    private func importAll(_ path: String, _ interruption: Interruption) throws -> Bool {
        let users = target.users.count
        let start = clinux_monotonic_ns()
        var progress = FillProgress(users: users)
        var isInterrupted = false
        do {
            var userImport = try UserImport(target.population, path: path)
            let outcome = try userImport.run { done in
                progress.show(done: done, after: clinux_monotonic_ns() - start)
                isInterrupted = Interruption.wait(interruption, milliseconds: 0)
                return !isInterrupted
            }
            guard case .done(let created) = outcome, created == users else {
                return false
            }
            progress.finishImport(after: clinux_monotonic_ns() - start)
            return true
        } catch {
            if isInterrupted { throw ExitCode(130) }
            throw ProgramFailure.refused("\(error)")
        }
    }

    private func fill<E: FillingExchange>(
        with exchange: E, _ path: String, _ interruption: Interruption
    ) throws {
        let users = target.users.count
        do {
            var errand = try Errand(
                exchange, path: path, connections: connections, inFlight: inFlight,
                interruption)
            var progress = FillProgress(users: users)
            var elapsed: UInt64 = 0
            try errand.run { loop, nanoseconds in
                elapsed = nanoseconds
                progress.show(done: loop.exchange.begun - loop.callsInFlight, after: nanoseconds)
            }
            progress.finish(calls: errand.figures.calls, after: elapsed)
        } catch let failure as LoadFailure {
            throw ProgramFailure.refused(failure.description)
        } catch is Interrupted {
            throw ExitCode(130)
        }
    }
}
