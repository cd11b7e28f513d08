import ArgumentParser
import DirectoryAPI

struct UserCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Creates the user of an address, or finds the one there is.",
        discussion: """
            EXAMPLES
              rollcall user create ada@example.com
              rollcall user create ada@example.com --uuid UUID
            """)

    @Argument(help: "The e-mail address.") var email: String
    @Option(name: .long, help: "For a new user; without, one is chosen.") var uuid: String?
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let request = FindOrCreateUserRequest(email: email, uuid: uuid ?? "")
            let answer = try await daemon.call(FindOrCreateUser.self, request)
            daemon.printer.show(
                answer, as: Table.user(answer.user ?? User(), created: answer.created))
        }
    }
}
