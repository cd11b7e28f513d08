import ArgumentParser
import DirectoryAPI

struct OrgCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes an organization and prints its id alone.",
        discussion: """
            EXAMPLES
              rollcall org create "Example Ltd"
              rollcall org create "Example Ltd" --visibility isolated
              ORG=$(rollcall org create "Example Ltd")
            """)

    @Argument(help: "Its name, for people.") var name: String
    @Option(
        name: .long,
        help: "Which users its keys see: shared (all) or isolated (its members).")
    var visibility = VisibilityArgument.shared
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let request = CreateOrganizationRequest(
                name: name, visibility: visibility.visibility)
            daemon.printer.line(try await daemon.call(CreateOrganization.self, request).id)
        }
    }
}
