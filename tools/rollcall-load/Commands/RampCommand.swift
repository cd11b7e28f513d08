import ArgumentParser
import ProgramSettings

struct RampCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ramp",
        abstract: "Raises the rate of an open load steadily, in one run.",
        discussion: """
            Examples:
              rollcall-load ramp --from 1k/s --to 40k/s --duration 60s --html ramp.html
            """)

    @OptionGroup var target: TargetOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Planned calls a second at the beginning.")
    var from: CallRate

    @Option(help: "And at the end.")
    var to: CallRate

    @Option(help: "How long it takes.")
    var duration = TimeSpan(seconds: 30)

    func validate() throws {
        try duration.checkOverZero("--duration")
        try target.checkOneServer()
    }

    func run() throws {
        var session = try RunSession(target, load)
        let stretch = RateProfile.Stretch(
            from: from.perSecond, to: to.perSecond, seconds: duration.seconds)
        let run = try session.run(
            .open(RateProfile(stretches: [stretch]), .even), seconds: duration.seconds,
            url: target.url)
        try output.show([run])
        try RunVerdict.end([run.report.verdict])
    }
}
