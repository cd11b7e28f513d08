import DirectoryAPI
import Foundation
import Logging

/// Writes each entry as exactly one line to standard error.
///
/// Of an error attached to an entry only the type is written: what a library puts into its texts is
/// not ours to vouch for, and nothing personal may get into a log.
package struct LineLogHandler: LogHandler {
    private let label: String
    private let format: LogFormat
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    package init(label: String, level: Logger.Level, format: LogFormat) {
        self.label = label
        self.format = format
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let milliseconds = Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))
        StandardError.write(line: line(for: event, at: ProtoTimestamp(milliseconds: milliseconds)))
    }

    /// The line of an entry, without its line break.
    package func line(for event: LogEvent, at time: ProtoTimestamp) -> String {
        var fields = metadata.merging(metadataProvider?.get() ?? [:]) { _, provided in provided }
        fields.merge(event.metadata ?? [:]) { _, own in own }
        if let error = event.error { fields["error"] = "\(type(of: error))" }
        let pairs = fields.map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
        let time = time.rfc3339(fractionDigits: 3)
        switch format {
        case .plain:
            let text = pairs.map { " \($0.0)=\($0.1)" }.joined()
            return StandardError.oneLine("\(time) \(event.level) \(label): \(event.message)\(text)")
        case .json:
            let head = [
                JSONValue.Member("time", .string(time)),
                JSONValue.Member("level", .string("\(event.level)")),
                JSONValue.Member("label", .string(label)),
                JSONValue.Member("message", .string("\(event.message)")),
            ]
            let rest = JSONValue.object(pairs.map { JSONValue.Member($0.0, .string($0.1)) })
            return JSONValue.object(head + [JSONValue.Member("metadata", rest)]).text()
        }
    }
}
