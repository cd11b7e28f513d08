import ArgumentParser
import Foundation
import ProgramSettings

@main
struct RollcallLoad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall-load",
        abstract: "Loads Rollcall, over its socket or its gateway, and says how it fares.",
        discussion: """
            Exit codes: 0 passed, 1 usage or unreachable, 2 an objective is broken, 3 the run is \
            invalid, 4 a wrong reply, 130 interrupted.
            """,
        version: ProgramVersion.current,
        subcommands: [
            FillCommand.self, RunCommand.self, RampCommand.self, StepsCommand.self,
            MaxCommand.self, CompareCommand.self, VerifyCommand.self, WorkerCommand.self,
        ])

    /// As the other programs end, but that wrong usage is 1: here 2 says that an objective is
    /// broken.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
            Foundation.exit(0)
        } catch {
            switch ProgramEnding.of(error, in: RollcallLoad.self) {
            case .done: Foundation.exit(0)
            case .silent(let code): Foundation.exit(code)
            case .answered(let text):
                print(text)
                Foundation.exit(0)
            case .failed(let line, _):
                StandardError.write(line: line)
                Foundation.exit(1)
            }
        }
    }
}
