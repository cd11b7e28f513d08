import Foundation

/// What a report's file holds: one run, or the repeats of one.
struct ReportFile: Codable, Sendable {
    var runs: [RunReport]
}

extension ReportFile {
    /// One run stands by itself, several in `runs`.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = runs.count == 1 ? try encoder.encode(runs[0]) : try encoder.encode(self)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// nil for what is no report.
    init?(json bytes: Foundation.Data) {
        let decoder = JSONDecoder()
        if let file = try? decoder.decode(ReportFile.self, from: bytes) {
            self = file
        } else if let run = try? decoder.decode(RunReport.self, from: bytes) {
            runs = [run]
        } else {
            return nil
        }
    }
}
