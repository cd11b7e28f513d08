import DirectoryDomain

/// The keys that the transaction brings, and those that it gives their rows.
extension SQLiteTransaction {
    /// A key of an imported user.
    /// - Parameters:
    ///   - position: of the event that set a number.
    ///   - createdAt: the position of the event that created the user.
    func stage(
        _ key: String, position: Int64? = nil, authyID: Int64, _ kind: KeyKind, createdAt: Int64
    ) {
        // Before anybody can see it; see `UnsettledIndex`.
        writes.keys.announce(
            key, kind, UnsettledCandidate(authyID: authyID, position: position))
        state.unsettled.add(
            key, position: position, authyID: authyID, kind, createdAt: createdAt)
    }

    /// At the end of a transaction, before it is committed: gives some keys their rows.
    func settleKeys(nowNanoseconds: UInt64) throws(StoreFailure) {
        let brought = KeyKind.allCases.map(state.unsettled.pendingCount)
        settling.willCommit(
            isImport: brought.contains { $0 > 0 }, nowNanoseconds: nowNanoseconds)
        if state.unsettled.isEmpty { return }
        state.unsettled.seal(in: unsettled.newest.number)
        for kind in KeyKind.allCases {
            let share = settling.share(
                of: state.unsettled[kind].count, total: state.users,
                brought: brought[kind.rawValue], nowNanoseconds: nowNanoseconds)
            try writes.keys.settle(kind, atMost: share, in: &state.unsettled)
        }
    }

    /// In a transaction of its own, when nobody waits.
    func settleChunk() throws(StoreFailure) {
        for kind in KeyKind.allCases {
            try writes.keys.settle(
                kind, atMost: KeySettling.idleChunk, in: &state.unsettled)
        }
    }

    /// The last thing in a transaction: what it has changed of the users' number and of what is
    /// unsettled.
    func saveCounters(since before: State) throws(StoreFailure) {
        if state.users != before.users { try writes.setCounters(users: state.users) }
        state.unsettledAfter = state.unsettled.unsettledAfter
        if state.unsettledAfter != before.unsettledAfter {
            try writes.imports.setUnsettled(after: state.unsettledAfter)
        }
    }

    /// After a commit.
    func noteSettled() {
        unsettled.letGo(before: state.unsettled.oldestGeneration)
        if state.unsettled.isEmpty { writes.keys.forgetChanges() }
    }

    /// What a daemon before has left unsettled.
    func restoreUnsettled() throws(StoreFailure) {
        let queries = try UnsettledQueries(on: connection)
        state.unsettledAfter = try queries.unsettledAfter()
        guard let position = state.unsettledAfter else { return }
        try queries.read(after: position) { key, position, authyID, kind, createdAt in
            stage(key, position: position, authyID: authyID, kind, createdAt: createdAt)
        } endRun: {
            state.unsettled.seal(in: unsettled.newest.number)
            unsettled.letGo(before: state.unsettled.oldestGeneration)
        }
    }
}
