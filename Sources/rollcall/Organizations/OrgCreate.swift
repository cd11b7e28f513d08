import ArgumentParser
import DirectoryAPI

struct OrgCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes an organization and prints its id alone.",
        discussion: """
            EXAMPLES
              rollcall org create "Example Ltd"
              ORG=$(rollcall org create "Example Ltd")
            """)

    @Argument(help: "Its name, for people.") var name: String
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let request = CreateOrganizationRequest(name: name)
            daemon.printer.line(try await daemon.call(CreateOrganization.self, request).id)
        }
    }
}
