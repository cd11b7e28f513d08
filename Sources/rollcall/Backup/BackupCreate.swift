import ArgumentParser
import DirectoryAPI
import Foundation
import ProgramSettings

struct BackupCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Copies the store to a file, while the daemon serves.",
        discussion: """
            The daemon writes the file, as its own user and with mode 0600, and proves the copy \
            as "store verify" does before it has its name. It holds every write that was \
            answered before. A file that is there is never overwritten, and the disk must have \
            room for the copy and some to spare. A bar on a terminal says how far it is; when \
            this program is ended meanwhile, the daemon removes what it has begun.

            EXAMPLES
              rollcall backup create "rollcall-$(date +%F).sqlite"
              rollcall backup create /srv/backup/rollcall.sqlite --output json
            """)

    @OptionGroup var daemon: DaemonOptions

    @Argument(help: "The file to make; a relative path begins in the current folder.")
    var file: String

    func run() async throws {
        guard !file.isEmpty else { throw ProgramFailure.usage("the file has no name") }
        // The daemon's current folder is another.
        let path = URL(fileURLWithPath: file).standardized.path
        try await daemon.withDaemon { daemon in
            let answer = try await StatusBar.show(
                { ($0.backupDone, $0.backupTotal) }, of: daemon
            ) { () throws(ProgramFailure) in
                try await daemon.call(CreateBackup.self, CreateBackupRequest(path: path))
            }
            daemon.printer.show(
                answer,
                as: Table(fields: [
                    ("file", path), ("bytes", "\(answer.bytes)"),
                    ("last position", "\(answer.lastPosition)"), ("verified", "yes"),
                ]))
        }
    }
}
