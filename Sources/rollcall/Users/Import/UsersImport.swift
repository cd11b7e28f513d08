import ArgumentParser
import DirectoryAPI
import Foundation
import ProgramSettings

struct UsersImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Creates the users of a file, one JSON object a line.",
        discussion: """
            A line is {"email": …} with, if wanted, "uuid", "phone_number" and
            "organization_ids". A user whose address is known already is kept, and gets
            the number when it has another: a second run changes nothing. Bad records are
            named by their line, never by what they hold; the others are imported all the
            same, and the exit code is 1.

            EXAMPLES
              rollcall users import users.ndjson
              zcat users.ndjson.gz | rollcall users import -
            """)

    @Argument(help: "The file; - is standard input.") var file: String
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        let handle = try InputText.open(file)
        let total = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        try await daemon.withDaemon { daemon in
            let tally = try await UserImport(daemon: daemon).run(
                RecordSource(LineReader(handle)), progress: ProgressBar(total: total))
            daemon.printer.show(tally.json, as: tally.table)
            if tally.rejected > 0 {
                throw ProgramFailure.refused("rejected records: \(tally.rejected)")
            }
        }
    }
}
