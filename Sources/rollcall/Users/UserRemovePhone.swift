import ArgumentParser
import DirectoryAPI

struct UserRemovePhone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-phone",
        abstract: "Removes a user's phone number.",
        discussion: """
            EXAMPLES
              rollcall user remove-phone UUID
            """)

    @Argument(help: "The user's uuid.") var uuid: String
    @OptionGroup var expectation: VersionExpectation
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let request = UpdatePhoneNumberRequest(
                uuid: uuid, change: .remove, expectedVersion: expectation.version)
            let answer = try await daemon.call(
                UpdatePhoneNumber.self, request, absent: "no user has this uuid")
            daemon.printer.show(answer, as: Table.phoneChange(answer))
        }
    }
}
