import ArgumentParser
import DirectoryAPI

struct UserSetPhone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-phone",
        abstract: "Sets a user's phone number.",
        discussion: """
            EXAMPLES
              rollcall user set-phone UUID +1-555-0123
              rollcall user set-phone UUID +1-555-0123 --expected-version 3
            """)

    @Argument(help: "The user's uuid.") var uuid: String
    @Argument(help: "The number, kept as given.") var number: String
    @OptionGroup var expectation: VersionExpectation
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let request = UpdatePhoneNumberRequest(
                uuid: uuid, change: .set(number), expectedVersion: expectation.version)
            let answer = try await daemon.call(
                UpdatePhoneNumber.self, request, absent: "no user has this uuid")
            daemon.printer.show(answer, as: Table.phoneChange(answer))
        }
    }
}
