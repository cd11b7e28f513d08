import ArgumentParser

struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "Which users are members of an organization.",
        discussion: """
            EXAMPLES
              rollcall member add UUID --organization ORG
              rollcall member remove UUID --organization ORG
            """,
        subcommands: [MemberAdd.self, MemberRemove.self])
}
