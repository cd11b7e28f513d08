import DirectoryDomain

/// The keys that the transaction brings, changes and moves on.
extension SQLiteTransaction {
    /// A key of an imported user.
    func stage(
        _ key: String, position: Int64? = nil, authyID: Int64, _ kind: KeyKind
    ) throws(StoreFailure) {
        // Before anybody can see it; see `StagingGlance`.
        commits.noteStaging(true)
        try writes.keys.stage(key, position: position, authyID: authyID, kind)
        state.staged[kind, .newest] += 1
        broughtKeys[kind.rawValue] += 1
    }

    /// At the end of a transaction, before it is committed: moves on what is its share.
    func settleKeys(nowNanoseconds: UInt64) throws(StoreFailure) {
        let isImport = broughtKeys.contains { $0 > 0 }
        settling.willCommit(staged: isImport, nowNanoseconds: nowNanoseconds)
        defer { forgetBroughtKeys() }
        if state.staged.isEmpty { return }
        // The older level first: what leaves the newest is not to go two steps at once.
        for level in KeyLevel.staged.reversed() {
            for kind in KeyKind.allCases {
                let share = settling.share(
                    of: level, count: state.staged[kind, level], total: state.users,
                    brought: broughtKeys[kind.rawValue], nowNanoseconds: nowNanoseconds)
                try writes.keys.moveOn(kind, level, atMost: share, in: &state.staged)
            }
        }
    }

    /// In a transaction of its own, when nobody waits.
    func settleChunk() throws(StoreFailure) {
        for level in KeyLevel.staged.reversed() {
            for kind in KeyKind.allCases {
                try writes.keys.moveOn(
                    kind, level, atMost: KeySettling.idleChunk, in: &state.staged)
            }
        }
    }

    /// After a transaction has ended, one way or the other.
    func forgetBroughtKeys() {
        for kind in KeyKind.allCases { broughtKeys[kind.rawValue] = 0 }
    }
}
