import ArgumentParser

struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "What happens in the directory.",
        discussion: """
            EXAMPLES
              rollcall events watch
            """,
        subcommands: [EventsWatch.self])
}
