import ArgumentParser
import DirectoryAPI
import Foundation
import ProgramSettings

struct UsersImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes in the users of a file, with their ids, times and memberships.",
        discussion: """
            NDJSON is a line a user: {"email": …} and, if wanted, "uuid", "phone_number",
            "created_at", "updated_at", "authy_id" and "organization_ids"; a line
            {"organization": {"id": …, "name": …}} makes an organization that is not there.
            CSV (RFC 4180) has these names in its first line, and spaces between
            organizations. A file whose name ends in .csv is CSV.

            Whoever is in the directory stays as they are: a second run changes nothing,
            and an import that was interrupted is finished by running it again. Bad records
            are named by their line, never by what they hold; the others are taken in all
            the same, and the exit code is 1.

            If FILE.sha256 lies beside the file, as `users export` writes it, the file is
            checked against it before anything is taken in.

            EXAMPLES
              rollcall users import users.ndjson
              rollcall users import users.csv --dry-run
              zcat users.ndjson.gz | rollcall users import -
            """)

    @Argument(help: "The file; - is standard input.") var file: String
    @Option(name: .long, help: "ndjson or csv, whatever the file's name.")
    var format: RecordFormat?
    @Option(
        name: .customLong("from-line"),
        help: ArgumentHelp("Pass over what stands before this line.", valueName: "n"))
    var fromLine = 1
    @Flag(
        name: .customLong("dry-run"),
        help: "Change nothing; say which records collide with each other and with the directory.")
    var isDryRun = false
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        let handle = try InputText.open(file)
        if file != "-" { _ = try Checksum.verify(file) }
        let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        let reader = PortionReader(
            UserFile(LineReader(handle), format: format ?? .named(file)), firstLine: fromLine)
        try await daemon.withDaemon { daemon in
            var bar = ProgressBar()
            defer { bar.finish() }
            func show(_ portion: PortionReader.Portion) {
                let part = size.map { Double(portion.consumed) / Double(max($0, 1)) }
                bar.update(part: part, records: portion.lastLine)
            }
            let tally =
                isDryRun
                ? try await ImportRehearsal(daemon: daemon).run(reader, shown: show)
                : try await UserImport(daemon: daemon).run(reader, shown: show)
            bar.finish()
            daemon.printer.show(tally.json, as: tally.table)
            if tally.rejected > 0 {
                throw ProgramFailure.refused("rejected records: \(tally.rejected)")
            }
        }
    }
}
