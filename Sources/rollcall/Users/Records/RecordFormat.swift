import ArgumentParser

/// How users lie in a file.
enum RecordFormat: String, CaseIterable, ExpressibleByArgument {
    /// A JSON object a line.
    case ndjson
    /// RFC 4180, with a line of column names first.
    case csv

    /// What a file's name says; `-` says nothing.
    static func named(_ file: String) -> RecordFormat {
        file.lowercased().hasSuffix(".csv") ? .csv : .ndjson
    }
}
