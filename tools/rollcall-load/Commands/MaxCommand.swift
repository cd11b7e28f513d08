import ArgumentParser
import ProgramSettings

struct MaxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "max",
        abstract: "Finds the highest rate that keeps the objectives.",
        discussion: """
            Doubles the rate until an objective breaks, halves the gap until it is within 5 %, and \
            confirms the rate with a long run at nine tenths of it. Every probe settles first \
            (--warm-up). A probe that is INVALID counts as broken.

            Examples:
              rollcall-load max --objective 'p99<=5ms' --objective 'errors<=0.01%'
              rollcall-load max --from 5k/s --probe 5s --confirm 60s --json
            """)

    @OptionGroup var target: TargetOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "The rate of the first probe.")
    var from = CallRate(perSecond: 1_000)

    @Option(help: "How long a probe measures.")
    var probe = TimeSpan(seconds: 5)

    @Option(help: "How long the confirming run measures.")
    var confirm = TimeSpan(seconds: 60)

    func validate() throws {
        try probe.checkOverZero("--probe")
        try confirm.checkOverZero("--confirm")
        try target.checkOneServer()
    }

    func run() throws {
        var session = try RunSession(target, load)
        let objectives =
            load.objective.isEmpty
            ? ["p99<=5ms", "errors<=0.01%"].compactMap(Objective.init(argument:)) : load.objective
        var search = RateSearch(from: from.perSecond)
        var runs: [CompletedRun] = []
        var stopped = false
        while !stopped, let (rate, seconds, title) = next(search.step) {
            let model = LoadModel.open(
                .constant(CallRate(perSecond: rate), seconds: seconds), .even)
            let run = try session.run(
                model, seconds: seconds, url: target.url, number: runs.count, title: title,
                objectives: objectives)
            runs.append(run)
            stopped = !run.report.verdict.letsGoOn
            search.record(isPassed: run.report.verdict.kind == .passed)
        }
        try output.show(output.form == nil ? Array(runs.suffix(1)) : runs)
        if output.form == nil {
            print("\n" + RateTable.text(runs.map(\.report)))
            print("\n" + MaxCommand.summary(search.step))
        }
        if stopped { try RunVerdict.end(runs.map(\.report.verdict)) }
        if case .finished(_, let isConfirmed) = search.step, !isConfirmed { throw ExitCode(2) }
    }

    private func next(_ step: RateSearch.Step) -> (rate: Double, seconds: Double, title: String)? {
        switch step {
        case .probe(let rate):
            (rate, probe.seconds, "probe \(CallRate(perSecond: rate).text) · ")
        case .confirm(let rate):
            (rate, confirm.seconds, "confirm \(CallRate(perSecond: rate).text) · ")
        case .finished: nil
        }
    }

    static func summary(_ step: RateSearch.Step) -> String {
        switch step {
        case .probe, .confirm: return "The search was broken off."
        case .finished(let highest, let isConfirmed):
            guard highest > 0 else { return "Not even the lowest rate keeps the objectives." }
            let rate = CallRate(perSecond: highest).text
            let confirmed = CallRate(perSecond: highest * RateSearch.confirmedPart).text
            return isConfirmed
                ? "The highest rate that keeps the objectives is \(rate);"
                    + " \(confirmed) was confirmed."
                : "\(rate) kept the objectives for a probe, but \(confirmed) was NOT confirmed."
        }
    }
}
