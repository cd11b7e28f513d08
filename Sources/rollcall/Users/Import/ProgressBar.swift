import Foundation
import Glibc

/// A bar on standard error, when that is a terminal.
struct ProgressBar {
    private static let width = 40

    /// Bytes in all; nil when nobody knows.
    private let total: Int?
    private let isShown: Bool
    private var shown = ""

    init(total: Int?) {
        self.total = total
        isShown = isatty(STDERR_FILENO) == 1
    }

    /// - Parameters:
    ///   - done: bytes read.
    ///   - records: records dealt with.
    mutating func update(done: Int, records: Int) {
        guard isShown, records % 64 == 0 else { return }
        write(ProgressBar.line(done: done, total: total, records: records))
    }

    /// Wipes the bar away.
    mutating func finish() {
        guard isShown, !shown.isEmpty else { return }
        write("")
    }

    static func line(done: Int, total: Int?, records: Int) -> String {
        guard let total, total > 0 else { return "\(records) records" }
        let part = min(1, Double(done) / Double(total))
        let filled = Int(part * Double(width))
        let bar =
            String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        return "[\(bar)] \(Int(part * 100)) %  \(records) records"
    }

    private mutating func write(_ line: String) {
        guard line != shown else { return }
        shown = line
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1b}[K\(line)".utf8))
    }
}
