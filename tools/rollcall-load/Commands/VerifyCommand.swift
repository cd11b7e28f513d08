import ArgumentParser
import ProgramSettings

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Looks whether every write of a journal is there, after a crash say.",
        discussion: """
            Examples:
              rollcall-load run --workload phone-churn --journal writes.log
              rollcall-load verify --journal writes.log

            Exit codes: 0 all are there, 1 usage or unreachable, 4 one is missing.
            """)

    @OptionGroup var target: TargetOptions

    @Option(help: "The file that run --journal has written.")
    var journal: String

    func run() throws {
        guard target.url == nil else {
            throw ProgramFailure.usage("verify asks the socket: it looks at versions")
        }
        let writes = try JournalReading(file: journal)
        let path = try target.socketPath()
        let source = JournalSource(writes)
        let exchange = DirectoryExchange(source, apiKey: try target.credentials().apiKey)
        do {
            var errand = try Errand(
                exchange, path: path, connections: 1, inFlight: 64, try Interruption.watch())
            try errand.run()
            print(
                "all is there: \(Decimals.grouped(writes.count)) acknowledged writes to "
                    + "\(Decimals.grouped(errand.figures.calls)) users")
        } catch is Interrupted {
            throw ExitCode(130)
        } catch let failure as LoadFailure {
            switch failure {
            case .wrongAnswer(let text):
                StandardError.write(line: "rollcall-load: \(text)")
                throw ExitCode(4)
            case .violation, .cannotConnect, .closedByServer, .system:
                throw ProgramFailure.refused(failure.description)
            }
        }
    }
}
