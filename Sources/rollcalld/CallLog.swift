import CLinux
import DirectoryService
import Logging
import Synchronization

/// Calls that went wrong, as lines of the log: a few a second, so that a flood of them is none of
/// the log; the next line says how many have none. Any thread.
final class CallLog: Sendable {
    private static let linesASecond = 20

    private struct Second {
        var number: UInt64 = 0
        var lines = 0
        var left = 0
    }

    private let second = Mutex(Second())
    private let logger: Logger

    init(_ logger: Logger) { self.logger = logger }

    func record(_ notice: CallNotice) {
        guard let left = room() else { return }
        var metadata: Logger.Metadata = ["method": "\(notice.method)"]
        if let traceID = notice.traceID { metadata["trace"] = "\(traceID)" }
        if left > 0 { metadata["left_out"] = "\(left)" }
        switch notice.reason {
        case .refused(let code):
            metadata["code"] = "\(code)"
            logger.debug("a call was refused", metadata: metadata)
        case .failed(let code):
            metadata["code"] = "\(code)"
            logger.warning("a call failed", metadata: metadata)
        case .slow(let nanoseconds):
            metadata["ms"] = "\(nanoseconds / 1_000_000)"
            logger.warning("a call was slow", metadata: metadata)
        }
    }

    /// nil when this second has had its lines; else how many were left out before.
    private func room() -> Int? {
        let now = clinux_monotonic_ns() / 1_000_000_000
        return second.withLock { second in
            if second.number != now {
                second.number = now
                second.lines = 0
            }
            guard second.lines < CallLog.linesASecond else {
                second.left += 1
                return nil
            }
            second.lines += 1
            defer { second.left = 0 }
            return second.left
        }
    }
}
