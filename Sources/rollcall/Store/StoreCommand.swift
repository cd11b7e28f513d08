import ArgumentParser

struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "The store behind the daemon.",
        discussion: """
            EXAMPLES
              rollcall store verify
            """,
        subcommands: [StoreVerify.self])
}
