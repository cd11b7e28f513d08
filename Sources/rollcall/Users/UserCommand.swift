import ArgumentParser

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "One user: find, create, change, look back.",
        discussion: """
            EXAMPLES
              rollcall user create ada@example.com
              rollcall user find --phone +1-555-0123
              rollcall user set-phone UUID +1-555-0123
              rollcall user events UUID
            """,
        subcommands: [
            UserFind.self, UserCreate.self, UserSetPhone.self, UserRemovePhone.self,
            UserEvents.self, UserErase.self,
        ])
}
