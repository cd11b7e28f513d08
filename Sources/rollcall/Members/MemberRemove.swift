import ArgumentParser

struct MemberRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Ends a user's membership of an organization.",
        discussion: """
            EXAMPLES
              rollcall member remove UUID --organization ORG
            """)

    @OptionGroup var membership: MembershipArguments
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await membership.set(member: false, through: daemon)
    }
}
