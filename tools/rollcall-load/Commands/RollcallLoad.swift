import ArgumentParser
import ProgramSettings

@main
struct RollcallLoad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall-load",
        abstract: "Loads Rollcall's socket with calls, and says what they cost.",
        version: ProgramVersion.current,
        subcommands: [FillCommand.self, RunCommand.self])

    static func main() { runProgram(RollcallLoad.self) }
}
