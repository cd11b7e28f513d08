import ArgumentParser
import DirectoryAPI

struct KeyList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists an organization's API keys, without their secrets.",
        discussion: """
            EXAMPLES
              rollcall key list --organization ORG
              rollcall key list --organization ORG --output json
            """)

    @Option(name: .long, help: ArgumentHelp("The organization's id.", valueName: "id"))
    var organization: String
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let request = ListAPIKeysRequest(organizationID: organization)
            let answer = try await daemon.call(
                ListAPIKeys.self, request, absent: "no organization has this id")
            daemon.printer.show(answer, as: Table.keys(answer.keys))
        }
    }
}
