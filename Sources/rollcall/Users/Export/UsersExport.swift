import ArgumentParser
import DirectoryAPI
import ProgramSettings

struct UsersExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes all users with their ids, times and memberships.",
        discussion: """
            NDJSON is a line an organization and a line a user, by authy id; CSV has a line
            of column names, and no organizations. What `users import` reads is what this
            writes. Erased users are not in it: a backup has everything.

            The file is made aside, readable for its owner alone (0600), and takes its name
            once it is whole. FILE.sha256 is written beside it, for `users import` and
            `sha256sum -c`; standard output has none.

            EXAMPLES
              rollcall users export users.ndjson
              rollcall users export users.csv
              rollcall users export | gzip > users.ndjson.gz
            """)

    @Argument(help: "The file; - is standard output.") var file = "-"
    @Option(name: .long, help: "ndjson or csv, whatever the file's name.")
    var format: RecordFormat?
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let total = try await daemon.call(GetStatus.self, GetStatusRequest()).users
            var output = try ExportFile(file)
            let counts = try await write(daemon, total: Int(total), to: &output)
            let digest = try output.finish()
            guard file != "-" else { return }
            let fields = [
                ("users", "\(counts.users)"), ("organizations", "\(counts.organizations)"),
            ]
            daemon.printer.show(
                .object(
                    fields.map { JSONValue.Member($0.0, .number($0.1)) } + [
                        JSONValue.Member("sha256", .string(digest))
                    ]),
                as: Table(fields: fields + [("sha256", digest)]))
        }
    }

    private func write(
        _ daemon: Daemon, total: Int, to output: inout ExportFile
    ) async throws -> (users: Int, organizations: Int) {
        let format = format ?? .named(file)
        var bar = ProgressBar()
        defer { bar.finish() }
        var counts = (users: 0, organizations: 0)
        if format == .csv { try output.write(CSVRow.line(UserRecord.columns) + "\n") }
        try await daemon.stream(ExportUsers.self, ExportUsersRequest()) { page in
            var text = ""
            if format == .ndjson {
                for organization in page.organizations { text += organization.line + "\n" }
                counts.organizations += page.organizations.count
            }
            for user in page.users { text += user.line(format) + "\n" }
            try output.write(text)
            counts.users += page.users.count
            bar.update(part: Double(counts.users) / Double(max(total, 1)), records: counts.users)
        }
        return counts
    }
}
