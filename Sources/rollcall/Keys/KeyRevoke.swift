import ArgumentParser
import DirectoryAPI

struct KeyRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Ends an API key: the next call with it is refused.",
        discussion: """
            EXAMPLES
              rollcall key revoke KEYID
            """)

    @Argument(help: "The key's public id, as `key list` prints it.") var id: String
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            _ = try await daemon.call(
                RevokeAPIKey.self, RevokeAPIKeyRequest(id: id), absent: "no key has this id")
            daemon.printer.show(
                .object([
                    JSONValue.Member("id", .string(id)), JSONValue.Member("revoked", .bool(true)),
                ]),
                as: Table(fields: [("id", id), ("revoked", "yes")]))
        }
    }
}
