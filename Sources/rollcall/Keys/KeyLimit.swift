import ArgumentParser
import DirectoryAPI
import ProgramSettings

struct KeyLimit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit",
        abstract: "Sets how much a key may look up, from the next call on.",
        discussion: """
            What counts: look-ups by number and by address, check-user, and every key of
            a batch. A day begins with the key's first look-up, and what was looked up in
            it already is free until it ends. Beyond a limit the answer is 429 with
            Retry-After (RESOURCE_EXHAUSTED with RetryInfo on the socket). A limit that is
            not named stays; 0 lifts it.

            EXAMPLES
              rollcall key limit KEYID --requests-per-minute 600 --distinct-per-day 5000
              rollcall key limit KEYID --distinct-per-day 0
            """)

    @Argument(help: "The key's public id, as `key list` prints it.") var id: String
    @Option(
        name: .customLong("requests-per-minute"),
        help: ArgumentHelp("Look-ups in any minute; 0 = any number.", valueName: "n"))
    var requestsPerMinute: Int64?
    @Option(
        name: .customLong("distinct-per-day"),
        help: ArgumentHelp("Different values in a day; 0 = any number.", valueName: "n"))
    var distinctPerDay: Int64?
    @OptionGroup var daemon: DaemonOptions

    func validate() throws {
        if requestsPerMinute == nil, distinctPerDay == nil {
            throw ValidationError("name --requests-per-minute, --distinct-per-day, or both")
        }
    }

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let known = try await daemon.call(ListAPIKeys.self, ListAPIKeysRequest())
            let present = known.keys.first { $0.id == id } ?? APIKey()
            let request = LimitAPIKeyRequest(
                id: id, requestsPerMinute: requestsPerMinute ?? present.requestsPerMinute,
                distinctPerDay: distinctPerDay ?? present.distinctPerDay)
            let key = try await daemon.call(
                LimitAPIKey.self, request, absent: "no key has this id")
            daemon.printer.show(key, as: Table.keys([key]))
        }
    }
}
