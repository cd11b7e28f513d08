import ArgumentParser
import DirectoryAPI

struct UserErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erases what is personal about a user, for good.",
        discussion: """
            The address and the number are gone; the uuid, the authy id and the events,
            which hold nothing personal, stay. It cannot be undone.

            What was erased is in no file of the data folder 30 s later, and a second later
            when nothing is written. Only a reader that stays longer, an export or a backup,
            puts that off, until it ends. Backups made before are yours to delete.

            EXAMPLES
              rollcall user erase UUID
            """)

    @Argument(help: "The user's uuid.") var uuid: String
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let answer = try await daemon.call(
                EraseUser.self, EraseUserRequest(uuid: uuid),
                absent: "no user has this uuid, or it is erased already")
            daemon.printer.show(
                answer, as: Table(fields: [("uuid", uuid), ("version", "\(answer.version)")]))
        }
    }
}
