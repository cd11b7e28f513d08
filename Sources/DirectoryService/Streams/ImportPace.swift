/// How many records of an import share a commit. A value: what the last commit took in, what the
/// next is to.
///
/// Each record touches some pages of the keys' tables, so the more of them share a commit, the
/// fewer pages are written for each, up to one commit that fills the write-ahead log; and the
/// larger the store, the more pages a record touches. Whoever else writes waits for one commit: as
/// long as somebody does, they are short.
struct ImportPace: Equatable, Sendable {
    /// Of a commit; about a tenth of a second.
    static let mostRecords = 8_000
    static let fewestRecords = 500
    /// What a commit may add to the log: two of them fit into the 64 MiB that it may reach, for it
    /// is not always copied and started over between one and the next (`CheckpointPolicy`).
    static let logBytes: Int64 = 30 << 20

    private(set) var records = 2_000

    /// - Parameters:
    ///   - logBytes: in the log once the records were committed. What others wrote, or a reader
    ///     keeps in it, counts like the import's own: then the commits become smaller.
    ///   - isWaitedFor: whether other commands have come in meanwhile.
    mutating func didCommit(records count: Int, logBytes: Int64, isWaitedFor: Bool) {
        if isWaitedFor {
            records = Self.fewestRecords
            return
        }
        let fitting = Int64(count) * Self.logBytes / max(logBytes, 1)
        records = Int(fitting.clamped(to: Int64(Self.fewestRecords)...ceiling))
    }

    /// A commit says little about one many times its size.
    private var ceiling: Int64 { Int64(min(records * 2, Self.mostRecords)) }
}

extension Int64 {
    fileprivate func clamped(to range: ClosedRange<Int64>) -> Int64 {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
