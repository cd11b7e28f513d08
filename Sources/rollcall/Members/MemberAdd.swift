import ArgumentParser

struct MemberAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Makes a user a member of an organization.",
        discussion: """
            EXAMPLES
              rollcall member add 550e8400-e29b-41d4-a716-446655440000 --organization ORG
            """)

    @OptionGroup var membership: MembershipArguments
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await membership.set(member: true, through: daemon)
    }
}
