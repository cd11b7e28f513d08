import DirectoryAPI
import Foundation
import Glibc

/// How far a verification is, as a bar on standard error, when that is a terminal.
enum VerificationBar {
    private static let width = 40

    static var isShown: Bool { isatty(STDERR_FILENO) == 1 }

    /// Asks the daemon ten times a second and draws, until it is cancelled; then wipes it away.
    static func watch(_ daemon: Daemon) async {
        while !Task.isCancelled {
            if let status = try? await daemon.call(GetStatus.self, GetStatusRequest()),
                status.verifyTotal > 0
            {
                write(line(done: status.verifyDone, total: status.verifyTotal))
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
        write("")
    }

    static func line(done: Int64, total: Int64) -> String {
        let part = total > 0 ? min(1, Double(done) / Double(total)) : 0
        let filled = Int(part * Double(width))
        let bar =
            String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        return "[\(bar)] \(Int(part * 100)) %"
    }

    private static func write(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1b}[K\(line)".utf8))
    }
}
