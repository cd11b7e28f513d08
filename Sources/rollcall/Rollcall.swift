import ArgumentParser
import ProgramSettings

/// The command line for operators. A command is a file below; each group of them lists its own.
@main
struct Rollcall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall",
        abstract: "Runs a Rollcall user directory from the command line.",
        discussion: """
            Commands ask the daemon at its socket, as the user that runs them: they are
            answered for the daemon's own user and those it was told to trust.

            EXAMPLES
              rollcall status
              rollcall org create "Example Ltd"
              rollcall user find --email ada@example.com --output json

            Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
            """,
        version: ProgramVersion.current,
        subcommands: [
            OrgCommand.self, MemberCommand.self, KeyCommand.self, TokenCommand.self,
            UserCommand.self, UsersCommand.self, EventsCommand.self, StatusCommand.self,
            StoreCommand.self, BackupCommand.self, CallCommand.self,
        ])

    /// Here too, so that `--socket` may stand before the command as well as after it.
    @OptionGroup var daemon: DaemonOptions

    static func main() async {
        await runProgram(Rollcall.self)
    }
}
