/// What a connection's snapshot may need of the keys that are not in their tables.
///
/// What it holds on to from before the snapshot was taken leads to all that has been added since:
/// so whatever the snapshot holds is found. Let go of at its end, for everything that comes after
/// is kept with it.
final class UnsettledGlance {
    private let index: UnsettledIndex
    private var oldest: KeyGeneration?

    init(_ index: UnsettledIndex) { self.index = index }

    /// Before anything is read in a new transaction.
    func enterSnapshot() { oldest = index.oldest }

    func leaveSnapshot() { oldest = nil }

    /// To be asked after something was read: only then is the snapshot taken. False when all keys
    /// in it are in their tables.
    var mayHoldUnsettled: Bool {
        // The next generation is begun when there are entries in the one before.
        (oldest?.count ?? 0) > 0
    }

    /// Somebody with unsettled keys; the id of nobody when there is no such user.
    func anybody(_ kind: KeyKind) -> UnsettledCandidate {
        oldest?.first(kind) ?? UnsettledCandidate(authyID: 0)
    }

    /// Whom a key may lead to, those who set a number latest first, some of them maybe twice. Their
    /// rows say whether it does.
    func candidates(_ key: String, _ kind: KeyKind) -> [UnsettledCandidate] {
        guard mayHoldUnsettled else { return [] }
        let hash = KeyHash(key, kind)
        var candidates: [UnsettledCandidate] = []
        var generation = oldest
        while let current = generation {
            current.find(hash, kind, into: &candidates)
            generation = current.next
        }
        if candidates.count > 1 {
            candidates.sort { $0.position ?? 0 > $1.position ?? 0 }
        }
        return candidates
    }
}
