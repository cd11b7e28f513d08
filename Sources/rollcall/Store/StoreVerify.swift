import ArgumentParser
import DirectoryAPI
import ProgramSettings

struct StoreVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Proves that the store is whole.",
        discussion: """
            The chain of events is intact, versions and positions are dense, claims are those
            of their users, the read model equals a rebuild from the events, no number was
            exported more often than is allowed, and nothing personal is in the log. Others
            read and write meanwhile; a bar on a terminal says how far it is. Exits with 1
            when not all of that is so.

            EXAMPLES
              rollcall store verify
              rollcall store verify --output json
            """)

    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        try await daemon.withDaemon { daemon in
            let answer = try await StatusBar.show(
                { ($0.verifyDone, $0.verifyTotal) }, of: daemon
            ) { () throws(ProgramFailure) in
                try await daemon.call(VerifyStore.self, VerifyStoreRequest())
            }
            let problems = answer.problems.map { ("problem", $0) }
            daemon.printer.show(
                answer,
                as: Table(
                    fields: [
                        ("ok", answer.ok ? "yes" : "no"), ("events", "\(answer.events)"),
                        ("users", "\(answer.users)"),
                    ] + problems))
            guard answer.ok else {
                throw ProgramFailure.refused("the store is not whole: \(problems.count) problems")
            }
        }
    }
}
