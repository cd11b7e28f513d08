import ArgumentParser
import DirectoryAPI

struct UserEvents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Lists what happened to a user. Numbers are masked.",
        discussion: """
            EXAMPLES
              rollcall user events UUID
              rollcall user events UUID --after-version 10 --output json
            """)

    @Argument(help: "The user's uuid.") var uuid: String
    @Option(
        name: .customLong("after-version"),
        help: ArgumentHelp("Only what came after this version.", valueName: "n"))
    var afterVersion: Int64 = 0
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            var request = ListUserEventsRequest(
                uuid: uuid, afterVersion: afterVersion, pageSize: 1_000)
            var all = ListUserEventsResponse()
            repeat {
                let page = try await daemon.call(
                    ListUserEvents.self, request, absent: "no user has this uuid")
                all.events += page.events
                request.afterVersion = page.nextAfterVersion
            } while request.afterVersion > 0
            daemon.printer.show(all, as: Table.events(all.events))
        }
    }
}
