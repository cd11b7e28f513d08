/// How many keys move on, and when. A value: counts and times in, a count out.
///
/// While an import runs, each of its commits moves on about as many as it brings, once a level is
/// as large as it should be: with `total` users, and r the cube root of the commits that bring as
/// many, the newest level holds r commits' keys and the recent one r² commits'. Then a commit's
/// keys share a page r to one in every level, and no level costs more than another.
struct KeySettling: Sendable {
    /// About what an import commits at once.
    static let commit: Int64 = 6_000
    /// Of a kind, from a level, in one transaction that has nothing else to do.
    static let idleChunk: Int64 = 4_000
    /// The same, with others' commands.
    static let sharedChunk: Int64 = 250
    /// After the last import's commit: until then another is expected.
    static let patienceNanoseconds: UInt64 = 200_000_000

    private var lastImport: UInt64?

    /// - Parameter staged: whether the transaction at hand brings keys.
    mutating func willCommit(staged: Bool, nowNanoseconds: UInt64) {
        if staged { lastImport = nowNanoseconds }
    }

    /// How many of a level's keys are to move on in a transaction.
    /// - Parameters:
    ///   - count: in the level.
    ///   - total: users in the store.
    ///   - brought: keys of the kind that the transaction brings.
    func share(
        of level: KeyLevel, count: Int64, total: Int64, brought: Int64, nowNanoseconds: UInt64
    ) -> Int64 {
        if brought > 0 {
            return min(max(0, count - Self.room(in: level, total: total)), 2 * brought)
        }
        guard isOver(at: nowNanoseconds) else { return 0 }
        return min(count, Self.sharedChunk)
    }

    /// Whether nothing more is expected of the last import.
    func isOver(at nowNanoseconds: UInt64) -> Bool {
        guard let lastImport else { return true }
        return nowNanoseconds &- lastImport >= Self.patienceNanoseconds
    }

    /// Keys that a level holds while an import runs.
    static func room(in level: KeyLevel, total: Int64) -> Int64 {
        var root: Int64 = 1
        while root * root * root * commit < total { root += 1 }
        return switch level {
        case .newest: root * commit
        case .recent: root * root * commit
        case .settled: .max
        }
    }
}
