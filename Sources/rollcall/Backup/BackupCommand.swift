import ArgumentParser

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies of the store.",
        discussion: """
            EXAMPLES
              rollcall backup create /srv/backup/rollcall-2026-11-28.sqlite
              rollcall backup restore /srv/backup/rollcall-2026-11-28.sqlite --data-dir .rollcall
            """,
        subcommands: [BackupCreate.self, BackupRestore.self])
}
