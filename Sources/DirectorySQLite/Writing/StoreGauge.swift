import DirectoryDomain
import Synchronization

/// How the store is, for whoever asks from another thread.
final class StoreGauge: Sendable {
    /// A page and its header of 24 (sqlite.org/fileformat2.html#the_write_ahead_log).
    private static let bytesPerPage = Int64(StoreFile.pageBytes) + 24
    private static let headerBytes: Int64 = 32

    let commits = CommitTally()
    private let pages = Atomic<Int64>(0)
    private let isDiskFull = Atomic<Bool>(false)
    private let verification = Mutex<StoreCondition.Progress?>(nil)
    private let backup = Mutex<StoreCondition.Progress?>(nil)

    func set(pages count: Int) { pages.store(Int64(count), ordering: .relaxed) }

    func set(isDiskFull isFull: Bool) { isDiskFull.store(isFull, ordering: .relaxed) }

    /// Of several at once the one that said something last counts.
    func set(verification progress: StoreCondition.Progress?) {
        verification.withLock { $0 = progress }
    }

    func set(backup progress: StoreCondition.Progress?) { backup.withLock { $0 = progress } }

    var condition: StoreCondition {
        var condition = StoreCondition()
        condition.logBytes = Self.logBytes(pages: pages.load(ordering: .relaxed))
        condition.isDiskFull = isDiskFull.load(ordering: .relaxed)
        condition.verification = verification.withLock { $0 }
        condition.backup = backup.withLock { $0 }
        condition.writer = commits.figures
        return condition
    }

    /// In use; the file itself may be larger until it is emptied.
    static func logBytes(pages: Int64) -> Int64 {
        pages == 0 ? 0 : headerBytes + pages * bytesPerPage
    }
}
