/// How many keys get their rows, and when. A value: counts and times in, a count out.
///
/// While an import runs, each of its commits settles about as many as it brings, once a twentieth
/// of the store is unsettled: then those that are next lie close together, some on every page that
/// they change, however large the store. Bounded, for all of them are in memory, and a daemon that
/// was killed reads them again when it starts.
struct KeySettling: Sendable {
    static let usersPerKey: Int64 = 20
    /// Whose keys are put in order together, at the least, while an import goes on.
    static let runUsers = 2_000
    /// The same, of those that a daemon has left.
    static let restoredUsers = 8_000
    /// Of a kind, in one transaction that has nothing else to do.
    static let idleChunk = 4_000
    /// The same, with others' commands.
    static let sharedChunk = 250
    /// After the last import's commit: until then another is expected.
    static let patienceNanoseconds: UInt64 = 200_000_000

    /// Of a kind: about what some commits of an import bring.
    var leastRoom = 24_000
    var mostRoom = 250_000
    private var lastImport: UInt64?

    init() {}

    /// - Parameter isImport: whether the transaction at hand brings keys.
    mutating func willCommit(isImport: Bool, nowNanoseconds: UInt64) {
        if isImport { lastImport = nowNanoseconds }
    }

    /// How many keys of a kind are to get their rows in a transaction.
    /// - Parameters:
    ///   - count: those that are in order.
    ///   - age: events since the first user was created who has one of them.
    ///   - total: users in the store.
    ///   - broughtUsers: by the transaction itself.
    func share(
        of count: Int, age: Int64, total: Int64, broughtUsers: Int, nowNanoseconds: UInt64
    ) -> Int {
        if broughtUsers > 0 {
            let room = room(total: total)
            // What comes in always ahead of those that are next, and what few users have, would
            // never be through, and all that is as old would be kept with it.
            let isLate = age > Self.mostRounds * Int64(room)
            return min(isLate ? count : max(0, count - room), 2 * broughtUsers)
        }
        return isOver(at: nowNanoseconds) ? min(count, Self.sharedChunk) : 0
    }

    /// Whether nothing more is expected of the last import.
    func isOver(at nowNanoseconds: UInt64) -> Bool {
        guard let lastImport else { return true }
        return nowNanoseconds &- lastImport >= Self.patienceNanoseconds
    }

    /// Keys of a kind that may be unsettled while an import runs.
    func room(total: Int64) -> Int { min(max(Int(total / Self.usersPerKey), leastRoom), mostRoom) }

    /// Twice what keys at random places take, of users with two events each: all that is there has
    /// been given when twice the room has come in.
    private static let mostRounds: Int64 = 8
}
