import ArgumentParser
import ProgramSettings

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Calls for a while, and prints the figures.",
        discussion: """
            With --rate the load is open: the n-th call is planned for start + n/rate, whatever \
            the server does, and its latency counts from there. Without it the load is a closed \
            loop, which waits when the server is slow: good for cost and \
            throughput, and not for latency \
            claims. The population is the one that `fill` makes.

            Examples:
              rollcall-load run --rate 20k/s --duration 30s --workload mixed \\
                --objective 'p99<=5ms' --objective 'errors<=0.01%'
              rollcall-load run --connections 64 --in-flight 16
              rollcall-load run --rate 2k/s --url http://127.0.0.1:8080 \\
                --api-key-file key --token-file token --html report.html
              rollcall-load run --rate 1k/s --both --url http://127.0.0.1:8080
              rollcall-load run --rate 20k/s --repeat 5 --json > base.json

            Exit codes: 0 passed, 1 usage or unreachable, 2 an objective is broken, 3 the run is \
            invalid, 4 a wrong reply, 130 interrupted.
            """)

    @OptionGroup var target: TargetOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Planned calls a second: 500, 20k/s. Without it, a closed loop.")
    var rate: CallRate?

    @Option(help: "How long to measure: 500ms, 5s, 2m.")
    var duration = TimeSpan(seconds: 5)

    @Option(name: .customLong("repeat"), help: "Runs, one after the other; compare wants five.")
    var repeats = 1

    @Flag(help: "Runs over the socket and the gateway in turn, and tells what the gateway adds.")
    var both = false

    @Flag(
        name: .customLong("closed-beside"),
        help: "Makes a run in a closed loop too, to show what it would hide.")
    var closedBeside = false

    func validate() throws {
        try TargetOptions.check(
            connections: load.connections ?? 64, inFlight: load.inFlight ?? 1)
        try duration.checkOverZero("--duration")
        guard (1...100).contains(repeats) else {
            throw ValidationError("--repeat is from 1 to 100")
        }
        guard !both || target.url != nil else { throw ValidationError("--both takes --url too") }
        if !both { try target.checkOneServer() }
        guard !closedBeside || rate != nil else {
            throw ValidationError("--closed-beside takes --rate")
        }
        guard !load.poisson || rate != nil else { throw ValidationError("--poisson takes --rate") }
    }

    func run() throws {
        var session = try RunSession(target, load)
        var runs: [CompletedRun] = []
        let urls = both ? [nil, target.url] : [target.url]
        turns: for number in 0..<repeats {
            for url in urls {
                let title = repeats > 1 ? "\(number + 1) of \(repeats) · " : ""
                let run = try session.run(
                    model, seconds: duration.seconds, url: url, number: number, title: title)
                runs.append(run)
                guard run.report.verdict.letsGoOn else { break turns }
                guard closedBeside else { continue }
                let closed = try session.run(
                    .closed, seconds: duration.seconds, url: url, number: number, title: title)
                runs.append(closed)
                guard closed.report.verdict.letsGoOn else { break turns }
            }
        }
        try output.show(runs)
        if both, output.form == nil { print("\n" + GatewayCost.text(runs.map(\.report))) }
        try RunVerdict.end(runs.map(\.report.verdict))
    }

    private var model: LoadModel {
        guard let rate else { return .closed }
        return .open(.constant(rate, seconds: duration.seconds), .even)
    }
}
