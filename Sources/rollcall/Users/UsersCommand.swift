import ArgumentParser

struct UsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users",
        abstract: "Many users at once.",
        discussion: """
            EXAMPLES
              rollcall users import users.ndjson
              rollcall users export users.ndjson
            """,
        subcommands: [UsersImport.self, UsersExport.self])
}
