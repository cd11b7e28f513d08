import ArgumentParser

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Bearer tokens for the HTTP gateway, and the keys that sign them.",
        discussion: """
            EXAMPLES
              rollcall token keygen keys
              rollcall token mint --key keys/signing-key.json --subject UUID
            """,
        subcommands: [TokenKeygen.self, TokenMint.self])
}
