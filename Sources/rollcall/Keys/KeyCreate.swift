import ArgumentParser
import DirectoryAPI

struct KeyCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes an API key and prints its secret alone, the only time it is shown.",
        discussion: """
            EXAMPLES
              rollcall key create --organization ORG
              rollcall key create --organization ORG --scope phones:export --expires 90d
              rollcall key create --organization ORG --requests-per-minute 600 \\
                --distinct-per-day 5000
            """)

    @OptionGroup var key: KeyArguments
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let issued = try await daemon.call(
                IssueAPIKey.self, key.request(), absent: "no organization has this id")
            daemon.printer.line(issued.secret)
        }
    }
}
