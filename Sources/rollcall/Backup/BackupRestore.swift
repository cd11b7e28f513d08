import ArgumentParser
import Foundation
import ProgramSettings

/// Asks no daemon, for none may run; the engine is the daemon's alone, so its program does it.
struct BackupRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Puts a backup into a data folder that no daemon uses.",
        discussion: """
            The backup is copied, proven as "store verify" does, and only then takes its place; \
            the backup itself stays as it is. A store that is there is refused, or, with --force, \
            kept beside the new one: it holds personal data, so remove it when it is not needed.

            EXAMPLES
              rollcall backup restore rollcall-2026-11-28.sqlite --data-dir /var/lib/rollcall
              rollcall backup restore rollcall-2026-11-28.sqlite --data-dir .rollcall --force
            """)

    @Argument(help: "The backup.")
    var file: String

    @Option(
        name: .customLong("data-dir"),
        help: ArgumentHelp("Where the data is kept. (default: .rollcall)", valueName: "dir"))
    var dataDirectory: String?

    @Flag(help: "Set aside a store that is there.")
    var force = false

    func run() throws {
        let process = Process()
        process.executableURL = try Self.daemonProgram()
        var arguments = ["--restore", file]
        if let dataDirectory { arguments += ["--data-dir", dataDirectory] }
        if force { arguments.append("--set-aside") }
        process.arguments = arguments
        do {
            try process.run()
        } catch {
            throw ProgramFailure.refused("can't run \(process.executableURL?.path ?? "rollcalld")")
        }
        process.waitUntilExit()
        // It has said why.
        if process.terminationStatus != 0 { throw ExitCode(process.terminationStatus) }
    }

    /// Beside this program, or wherever programs are looked for.
    private static func daemonProgram() throws(ProgramFailure) -> URL {
        let files = FileManager.default
        let own = (try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(fileURLWithPath: own).deletingLastPathComponent()
        let path = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"]
        let folders = [beside] + path.split(separator: ":").map { URL(fileURLWithPath: "\($0)") }
        for folder in folders {
            let program = folder.appendingPathComponent("rollcalld")
            if files.isExecutableFile(atPath: program.path) { return program }
        }
        throw .refused("rollcalld is neither beside this program nor on the PATH")
    }
}
