import ArgumentParser
import DirectoryAPI
import ProgramSettings

struct KeyImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Carries over an API key that clients already hold.",
        discussion: """
            The secret is read from a file or from standard input, never from the command
            line, where other users could see it. A line break at its end does not count.

            EXAMPLES
              rollcall key import --organization ORG --secret-file old-key.txt
              rollcall key import --organization ORG --scope users:check < old-key.txt
            """)

    @OptionGroup var key: KeyArguments
    @Option(
        name: .customLong("secret-file"),
        help: ArgumentHelp("Where the secret is; - is standard input.", valueName: "file"))
    var secretFile = "-"
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        var secret = try InputText.read(secretFile, atMost: 4_096)
        while let last = secret.last, last.isNewline { secret.removeLast() }
        guard !secret.isEmpty else { throw ProgramFailure.usage("the secret is empty") }
        let request = key.request(existingSecret: secret)
        try await daemon.withDaemon { daemon in
            let issued = try await daemon.call(
                IssueAPIKey.self, request, absent: "no organization has this id")
            let key = issued.key ?? APIKey()
            daemon.printer.show(key, as: Table.keys([key]))
        }
    }
}
