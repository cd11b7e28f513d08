import ArgumentParser
import ProgramSettings

struct StepsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steps",
        abstract: "Runs at one rate after the other, each with its own figures.",
        discussion: """
            Examples:
              rollcall-load steps --rates 5k/s,10k/s,20k/s --duration 10s
            """)

    @OptionGroup var target: TargetOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Planned calls a second, separated by commas.")
    var rates: RateList

    @Option(help: "How long to measure each.")
    var duration = TimeSpan(seconds: 10)

    func validate() throws {
        try duration.checkOverZero("--duration")
        try target.checkOneServer()
    }

    func run() throws {
        var session = try RunSession(target, load)
        var runs: [CompletedRun] = []
        for rate in rates.rates {
            let model = LoadModel.open(.constant(rate, seconds: duration.seconds), .even)
            let run = try session.run(
                model, seconds: duration.seconds, url: target.url, title: "\(rate.text) · ")
            runs.append(run)
            guard run.report.verdict.letsGoOn else { break }
        }
        if output.form == nil { print(RateTable.text(runs.map(\.report)) + "\n") }
        try output.show(runs)
        try RunVerdict.end(runs.map(\.report.verdict))
    }
}

struct RateList: ExpressibleByArgument {
    let rates: [CallRate]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        rates = parts.compactMap { CallRate(argument: String($0)) }
        guard !rates.isEmpty, rates.count == parts.count else { return nil }
    }
}
