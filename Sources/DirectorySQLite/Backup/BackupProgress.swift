import DirectoryDomain

/// How far a backup is: copying is half of it, and proving the copy the other half.
enum BackupProgress {
    private static let half: Int64 = 1_000

    static func copied(_ pages: Int, of count: Int) -> StoreCondition.Progress {
        StoreCondition.Progress(done: part(Int64(pages), of: Int64(count)), total: 2 * half)
    }

    static func proven(_ progress: StoreCondition.Progress) -> StoreCondition.Progress {
        StoreCondition.Progress(
            done: half + part(progress.done, of: progress.total), total: 2 * half)
    }

    private static func part(_ done: Int64, of total: Int64) -> Int64 {
        total > 0 ? max(0, min(half, done * half / total)) : 0
    }
}
