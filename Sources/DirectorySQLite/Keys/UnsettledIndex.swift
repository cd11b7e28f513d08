import Synchronization

/// Whose keys those may be that are not in their tables yet: in memory, for all connections.
///
/// Whoever finds an entry looks at the user's row in a snapshot of their own. So an entry may be
/// there before the commit that brings its key, and after the key has its row or is the user's no
/// more; but it is there for every snapshot that needs it: the writer adds it before that commit,
/// and lets go of it after the one that gives the key its row. Who holds a snapshot of before holds
/// on to what there was when it was taken (`UnsettledGlance`): generations of entries, each of
/// which holds on to the next.
final class UnsettledIndex: Sendable {
    /// Entries after which the next generation begins: of some 128 000 users.
    static let generationEntries = 393_216

    private struct Ends {
        var oldest: KeyGeneration
        var newest: KeyGeneration
    }

    private let ends: Mutex<Ends>

    init() {
        let generation = KeyGeneration(number: 0)
        ends = Mutex(Ends(oldest: generation, newest: generation))
    }

    /// That, and all behind it, hold what a snapshot needs that is taken from now on.
    var oldest: KeyGeneration { ends.withLock { $0.oldest } }

    /// That entries are added to.
    var newest: KeyGeneration { ends.withLock { $0.newest } }

    /// By the writer alone, after a commit: no key is unsettled any more whose entry was added
    /// before a generation; nil when none is at all.
    func letGo(before number: Int?) {
        // What is let go of is freed once the lock is: snapshots are taken under it.
        _ = ends.withLock { ends in
            let oldest = ends.oldest
            let isFull = ends.newest.count >= Self.generationEntries
            if isFull || number == nil && ends.newest.count > 0 {
                ends.newest = ends.newest.makeNext()
            }
            let first = number ?? ends.newest.number
            while ends.oldest.number < first, let next = ends.oldest.next { ends.oldest = next }
            return oldest
        }
    }
}
