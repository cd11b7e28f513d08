import ArgumentParser

struct OrgCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "org",
        abstract: "Organizations: whoever holds API keys and has members.",
        discussion: """
            EXAMPLES
              rollcall org create "Example Ltd"
              rollcall org create "Example Ltd" --visibility isolated
              rollcall org list
            """,
        subcommands: [OrgCreate.self, OrgList.self, OrgSetVisibility.self])
}
