import ArgumentParser
import Foundation

/// `--config FILE` (or `ROLLCALL_CONFIG`), the option group that every program has.
///
/// How a program uses it; each flag is optional, so that its absence can be told:
/// ```swift
/// @main
/// struct Rollcalld: ParsableCommand {
///     static let configuration = CommandConfiguration(
///         commandName: "rollcalld", abstract: "…", version: ProgramVersion.current)
///     @Option(name: .customLong("data-dir"), help: "…") var dataDirectory: String?
///     @Option(name: .customLong("trusted-uid"), help: "…") var trustedUIDs: [UInt32] = []
///     @OptionGroup var config: ConfigOption
///     @OptionGroup var log: LogOptions
///
///     static func main() { runProgram(Rollcalld.self) }
///
///     func run() throws {
///         let settings = try config.sources(
///             knowing: [.dataDirectory, .trustedUID] + LogOptions.settings)
///         let directory = try settings.value(.dataDirectory, flag: dataDirectory) ?? ".rollcall"
///         let trusted = try settings.values(.trustedUID, flags: trustedUIDs)
///         let logger = try log.logger(label: "rollcalld", settings)
///         guard … else { throw ProgramFailure.refused("another daemon owns \(directory)") }
///     }
/// }
/// extension SettingName {
///     static let dataDirectory: SettingName = "data-dir"
///     static let trustedUID: SettingName = "trusted-uid"
/// }
/// ```
package struct ConfigOption: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "Settings from a JSON file, keys as the long flags; flags and ROLLCALL_… come first.",
            valueName: "file"))
    package var file: String?

    package init() {}

    /// The environment and the config file, checked.
    ///
    /// - Parameter known: every setting of the program, but not `config` itself.
    /// - Throws: `.usage` for a file that cannot be read, is no JSON object or has other members.
    package func sources(knowing known: [SettingName]) throws(ProgramFailure) -> SettingSources {
        let environment = ProcessInfo.processInfo.environment
        let path = file ?? environment["ROLLCALL_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let config = if let path { try ConfigFile(path: path) } else { ConfigFile.none }
        return try SettingSources(environment: environment, file: config, known: known)
    }
}
