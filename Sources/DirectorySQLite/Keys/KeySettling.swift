/// How many keys get their rows, and when. A value: counts and times in, a count out.
///
/// While an import runs, each of its commits settles about as many as it brings, once a twentieth
/// of the store is unsettled: then those that are next lie close together, some on every page that
/// they change, however large the store. Bounded, for all of them are in memory, and a daemon that
/// was killed reads them again when it starts.
struct KeySettling: Sendable {
    /// Of a kind, of about what one commit of an import brings.
    static let leastRoom = 24_000
    static let mostRoom = 250_000
    static let usersPerKey: Int64 = 20
    /// Of a kind, in one transaction that has nothing else to do.
    static let idleChunk = 4_000
    /// The same, with others' commands.
    static let sharedChunk = 250
    /// After the last import's commit: until then another is expected.
    static let patienceNanoseconds: UInt64 = 200_000_000

    private var lastImport: UInt64?

    /// - Parameter isImport: whether the transaction at hand brings keys.
    mutating func willCommit(isImport: Bool, nowNanoseconds: UInt64) {
        if isImport { lastImport = nowNanoseconds }
    }

    /// How many keys of a kind are to get their rows in a transaction.
    /// - Parameters:
    ///   - count: unsettled ones.
    ///   - total: users in the store.
    ///   - brought: by the transaction itself, of those.
    func share(of count: Int, total: Int64, brought: Int, nowNanoseconds: UInt64) -> Int {
        if brought > 0 { return min(max(0, count - Self.room(total: total)), 2 * brought) }
        guard isOver(at: nowNanoseconds) else { return 0 }
        return min(count, Self.sharedChunk)
    }

    /// Whether nothing more is expected of the last import.
    func isOver(at nowNanoseconds: UInt64) -> Bool {
        guard let lastImport else { return true }
        return nowNanoseconds &- lastImport >= Self.patienceNanoseconds
    }

    /// Keys of a kind that may be unsettled while an import runs.
    static func room(total: Int64) -> Int {
        min(max(Int(total / usersPerKey), leastRoom), mostRoom)
    }
}
