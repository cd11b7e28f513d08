import DirectoryAPI
import Foundation
import Glibc
import ProgramSettings

/// How far a call is that the daemon tells of in its status: a bar on standard error, when that is
/// a terminal.
enum StatusBar {
    typealias Progress = @Sendable (GetStatusResponse) -> (done: Int64, total: Int64)

    private static let width = 40

    /// Makes the call with the bar beside it.
    static func show<R: Sendable>(
        _ progress: @escaping Progress, of daemon: Daemon,
        during call: () async throws(ProgramFailure) -> R
    ) async throws(ProgramFailure) -> R {
        guard isatty(STDERR_FILENO) == 1 else { return try await call() }
        let watching = Task { await watch(daemon, progress) }
        let answer: Result<R, ProgramFailure>
        do {
            answer = .success(try await call())
        } catch {
            answer = .failure(error)
        }
        watching.cancel()
        await watching.value
        return try answer.get()
    }

    /// Asks the daemon ten times a second and draws, until it is cancelled; then wipes it away.
    private static func watch(_ daemon: Daemon, _ progress: Progress) async {
        while !Task.isCancelled {
            if let status = try? await daemon.call(GetStatus.self, GetStatusRequest()) {
                let (done, total) = progress(status)
                if total > 0 { write(line(done: done, total: total)) }
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
