import ArgumentParser
import DirectoryAPI

struct OrgList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists all organizations.",
        discussion: """
            EXAMPLES
              rollcall org list
              rollcall org list --output json
            """)

    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let answer = try await daemon.call(
                ListOrganizations.self, ListOrganizationsRequest())
            daemon.printer.show(answer, as: Table.organizations(answer.organizations))
        }
    }
}
