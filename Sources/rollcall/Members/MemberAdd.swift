import ArgumentParser

struct MemberAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Makes a user a member of an organization.",
        discussion: """
            EXAMPLES
              rollcall member add UUID --organization ORG
            """)

    @OptionGroup var membership: MembershipArguments
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await membership.set(member: true, through: daemon)
    }
}
