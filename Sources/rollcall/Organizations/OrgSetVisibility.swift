import ArgumentParser
import DirectoryAPI

struct OrgSetVisibility: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-visibility",
        abstract: "Says which users an organization's keys see, from the next call on.",
        discussion: """
            shared: all users. isolated: its members alone; anybody else is answered as
            an unknown user is. An address that belongs to somebody who is no member is
            refused as a taken uuid is (409): that it is taken can't be hidden from who
            tries to make a user of it.

            EXAMPLES
              rollcall org set-visibility ORG isolated
              rollcall org set-visibility ORG shared
            """)

    @Argument(help: "The organization's id.") var organization: String
    @Argument(help: "shared or isolated.") var visibility: VisibilityArgument
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let request = SetOrganizationVisibilityRequest(
                organizationID: organization, visibility: visibility.visibility)
            let answer = try await daemon.call(
                SetOrganizationVisibility.self, request, absent: "no organization has this id")
            daemon.printer.show(answer, as: Table.organizations([answer]))
        }
    }
}
