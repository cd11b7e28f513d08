import ArgumentParser

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "API keys of organizations.",
        discussion: """
            Scopes: users:read, users:create, users:write-phone, users:check,
            phones:export, events:read, users:erase. A key made without naming any gets
            the first four.

            EXAMPLES
              rollcall key create --organization ORG --scope phones:export
              rollcall key list --organization ORG
              rollcall key limit KEYID --distinct-per-day 5000
              rollcall key revoke KEYID
            """,
        subcommands: [
            KeyCreate.self, KeyList.self, KeyLimit.self, KeyRevoke.self, KeyImport.self,
        ])
}
