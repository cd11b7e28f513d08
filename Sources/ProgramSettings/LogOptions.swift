import ArgumentParser
import Logging

/// `--log-level` and `--log-format`: how a program that serves writes its log to standard error.
package struct LogOptions: ParsableArguments {
    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp("What is logged at least. (default: info)", valueName: "level"))
    var level: LogLevel?

    @Option(
        name: .customLong("log-format"),
        help: ArgumentHelp(
            "How a line of the log is written. (default: plain)", valueName: "form"))
    var format: LogFormat?

    package init() {}

    /// The settings of this group.
    package static let settings: [SettingName] = [.logLevel, .logFormat]

    /// Makes loggers write as set, those of libraries too, and returns the program's own. At most
    /// once a process.
    package func logger(
        label: String, _ settings: SettingSources
    ) throws(ProgramFailure) -> Logger {
        let level = try settings.value(.logLevel, flag: level) ?? .info
        let format = try settings.value(.logFormat, flag: format) ?? .plain
        LoggingSystem.bootstrap { label in
            LineLogHandler(label: label, level: level.level, format: format)
        }
        return Logger(label: label)
    }
}

enum LogLevel: String, CaseIterable, SettingValue {
    case debug, info, warning, error

    var level: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}

package enum LogFormat: String, CaseIterable, SettingValue {
    case plain, json
}
