import DirectoryDomain
import Synchronization

/// What the writer has committed, for whoever asks from another thread.
final class CommitTally: Sendable {
    private static let commandBounds: [Int64] = [1, 2, 4, 8, 16, 32, 64, 128, 256]
    private static let microsecondBounds: [Int64] = [
        100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000,
    ]

    private let commands = SpreadTally(commandBounds)
    private let microseconds = SpreadTally(microsecondBounds)
    private let failures = Atomic<Int64>(0)

    /// By the writer.
    func add(commands count: Int, nanoseconds: UInt64, isDone: Bool) {
        guard isDone else {
            failures.store(failures.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
            return
        }
        commands.add(Int64(count))
        microseconds.add(Int64(clamping: nanoseconds / 1_000))
    }

    var figures: WriterFigures {
        WriterFigures(
            batchCommands: commands.spread, commitMicroseconds: microseconds.spread,
            failedCommits: failures.load(ordering: .relaxed))
    }
}
