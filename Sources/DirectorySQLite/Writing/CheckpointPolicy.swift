/// When the write-ahead log is copied into the file. A value: pages and times in, what to do out.
///
/// Between batches the log is copied in part and started over by SQLite once no reader needs it;
/// now and then it is emptied, so that it stays small and so that what was erased is in no file
/// any more: `idleNanoseconds` after the last write, and `emptyEveryNanoseconds` under load, unless
/// a reader holds a snapshot for longer than that.
struct CheckpointPolicy: Sendable {
    enum Action: Equatable, Sendable {
        case none
        case copy
        case empty
    }

    /// 16 MiB.
    static let copyPages = 4_096
    /// 48 MiB, of the 64 MiB that the log may reach.
    static let emptyPages = 12_288
    /// 64 MiB with what stands around the pages.
    static let limitPages = 16_288
    /// 4 MiB.
    static let retryPages = 1_024
    static let emptyEveryNanoseconds: UInt64 = 30_000_000_000
    /// While a reader is in the way: how long to leave it alone. Up to the limit it is not left
    /// alone while the log grows fast: readers that come and go are out of the way soon, and one
    /// that stays makes the log grow over the limit whatever is tried.
    static let retryNanoseconds: UInt64 = 250_000_000
    static let idleNanoseconds: UInt64 = 500_000_000

    private var copiedUpTo = 0
    private var emptiedAt: UInt64
    private var triedAt: UInt64 = 0
    private var triedPages = 0

    init(nowNanoseconds: UInt64) { emptiedAt = nowNanoseconds }

    /// After a batch was answered.
    mutating func afterCommit(logPages: Int, nowNanoseconds: UInt64) -> Action {
        // The log was started over.
        if logPages < copiedUpTo { copiedUpTo = 0 }
        if logPages < triedPages { triedPages = 0 }
        let isOld = nowNanoseconds &- emptiedAt >= Self.emptyEveryNanoseconds
        if logPages > 0, isOld || logPages >= Self.emptyPages,
            nowNanoseconds &- triedAt >= Self.retryNanoseconds
                || logPages < Self.limitPages && logPages - triedPages >= Self.retryPages
                    && logPages >= Self.emptyPages
        {
            triedAt = nowNanoseconds
            triedPages = logPages
            return .empty
        }
        return logPages - copiedUpTo >= Self.copyPages ? .copy : .none
    }

    /// When nothing was asked for a while.
    func whenIdle(logPages: Int) -> Action { logPages > 0 ? .empty : .none }

    mutating func didCopy(logPages: Int) { copiedUpTo = logPages }

    mutating func didEmpty(nowNanoseconds: UInt64) {
        copiedUpTo = 0
        triedPages = 0
        emptiedAt = nowNanoseconds
    }
}
