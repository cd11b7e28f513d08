import Foundation
import Glibc
import Synchronization
import UnixSignals

/// What ^C does to a command that goes on for long: it tidies up and ends with 130, as a shell
/// expects of a program that was interrupted.
enum Interruption {
    private static let temporaries = Mutex<[String]>([])

    /// Ends with 130 at ^C, quietly.
    static func ends() {
        Task {
            for await _ in await UnixSignalsSequence(trapping: .sigint) {
                for path in temporaries.withLock({ $0 }) {
                    try? FileManager.default.removeItem(atPath: path)
                }
                exit(130)
            }
        }
    }

    /// The same, and removes a file that would be half.
    static func removes(_ path: String) {
        temporaries.withLock { $0.append(path) }
        ends()
    }
}
