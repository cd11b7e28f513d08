import Foundation
import Glibc

/// A bar on standard error with rate and time left, when that is a terminal.
struct ProgressBar {
    private static let width = 24
    private static let interval = Duration.milliseconds(100)

    private let isShown: Bool
    private let start = ContinuousClock.now
    private var shownAt: ContinuousClock.Instant?

    init() { isShown = isatty(STDERR_FILENO) == 1 }

    /// - Parameters:
    ///   - part: how much is done, 0 to 1; nil when nobody knows.
    ///   - records: records dealt with.
    mutating func update(part: Double?, records: Int) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let shownAt, now - shownAt < Self.interval { return }
        shownAt = now
        let elapsed = (now - start) / .seconds(1)
        write(Self.line(part: part, records: records, seconds: elapsed))
    }

    /// Wipes the bar away.
    mutating func finish() {
        guard isShown, shownAt != nil else { return }
        shownAt = nil
        write("")
    }

    static func line(part: Double?, records: Int, seconds: Double) -> String {
        let rate = seconds > 0 ? Int(Double(records) / seconds) : 0
        let counted = "\(records) records, \(rate) a second"
        guard let part, part > 0 else { return counted }
        let done = min(1, part)
        let filled = Int(done * Double(width))
        let bar =
            String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        let left = Int((seconds * (1 - done) / done).rounded())
        return "[\(bar)] \(Int(done * 100)) %  \(counted), \(time(left)) left"
    }

    private static func time(_ seconds: Int) -> String {
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        return "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
    }

    private func write(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1b}[K\(line)".utf8))
    }
}
