import ArgumentParser
import ProgramSettings
import RollcallClient

/// The options of every command: which daemon, and how its answers are printed.
struct DaemonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where the daemon listens. (default: .rollcall/rollcall.sock)", valueName: "path"))
    var socket: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How answers are printed. (default: table)", valueName: "form"))
    var output: OutputForm?

    @OptionGroup var config: ConfigOption

    /// How answers are printed, for commands that ask no daemon.
    func printer() throws(ProgramFailure) -> Printer {
        Printer(form: try form(from: sources()))
    }

    /// Lends a connection to the daemon, and closes it.
    func withDaemon(_ body: (Daemon) async throws -> Void) async throws {
        let sources = try sources()
        let path = try sources.value(.socket, flag: socket) ?? ".rollcall/rollcall.sock"
        let daemon = Daemon(socketPath: path, printer: Printer(form: try form(from: sources)))
        do {
            try await body(daemon)
        } catch {
            await daemon.close()
            throw error
        }
        await daemon.close()
    }

    private func sources() throws(ProgramFailure) -> SettingSources {
        try config.sources(knowing: [.socket, .output])
    }

    private func form(from sources: SettingSources) throws(ProgramFailure) -> OutputForm {
        try sources.value(.output, flag: output) ?? .table
    }
}

extension SettingName {
    fileprivate static let output: SettingName = "output"
}
