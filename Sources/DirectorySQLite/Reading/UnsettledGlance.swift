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

    /// Whom a key may lead to, some of them maybe twice: their rows say whether it does. Of those
    /// whom a number does lead to, the latest to have set it comes first.
    func candidates(_ key: String, _ kind: KeyKind) -> UnsettledCandidates {
        guard mayHoldUnsettled, let oldest else { return UnsettledCandidates() }
        return UnsettledCandidates(of: KeyHash(key, kind), kind, since: oldest)
    }

    /// Somebody with unsettled keys; the id of nobody when there is no such user.
    func anybody(_ kind: KeyKind) -> UnsettledCandidate {
        oldest?.first(kind) ?? UnsettledCandidate(authyID: 0)
    }
}
