import Synchronization

/// How large the write-ahead log is, for whoever asks from another thread.
final class LogGauge: Sendable {
    /// A page and its header of 24 (sqlite.org/fileformat2.html#the_write_ahead_log).
    private static let bytesPerPage = Int64(StoreFile.pageBytes) + 24
    private static let headerBytes: Int64 = 32

    private let count = Atomic<Int64>(0)

    func set(pages: Int) { count.store(Int64(pages), ordering: .relaxed) }

    /// Bytes in use; the file itself may be larger until it is emptied.
    var bytes: Int64 {
        let pages = count.load(ordering: .relaxed)
        return pages == 0 ? 0 : Self.headerBytes + pages * Self.bytesPerPage
    }
}
