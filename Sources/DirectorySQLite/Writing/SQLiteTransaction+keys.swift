import DirectoryDomain

/// The keys that the transaction brings, and those that it gives their rows.
extension SQLiteTransaction {
    /// A key of an imported user.
    /// - Parameter createdAt: the position of the event that created the user.
    func bring(
        _ key: String, _ kind: KeyKind, of holder: UnsettledCandidate, createdAt: Int64
    ) {
        // Before anybody can see it; see `UnsettledIndex`.
        writes.keys.announce(key, kind, holder)
        keep(key, kind, of: holder, createdAt: createdAt)
    }

    private func keep(
        _ key: String, _ kind: KeyKind, of holder: UnsettledCandidate, createdAt: Int64
    ) {
        state.unsettled.add(
            key, kind, of: holder, createdAt: createdAt, generation: unsettled.newest.number)
    }

    /// At the end of a transaction, before it is committed: gives some keys their rows.
    func settleKeys(nowNanoseconds: UInt64) throws(StoreFailure) {
        let broughtUsers = state.unsettled.broughtUsers
        state.unsettled.forgetBrought()
        settling.willCommit(isImport: broughtUsers > 0, nowNanoseconds: nowNanoseconds)
        if state.unsettled.isEmpty { return }
        let isOver = broughtUsers == 0 && settling.isOver(at: nowNanoseconds)
        if isOver || state.unsettled.pendingUsers >= KeySettling.runUsers {
            state.unsettled.seal()
        }
        for kind in KeyKind.allCases {
            let sweep = state.unsettled[kind]
            let share = settling.share(
                of: sweep.count, age: state.head.position - (sweep.oldest?.firstPosition ?? 0),
                total: state.users, broughtUsers: broughtUsers, nowNanoseconds: nowNanoseconds)
            try writes.keys.settle(kind, atMost: share, in: &state.unsettled)
        }
    }

    /// In a transaction of its own, when nobody waits.
    func settleChunk() throws(StoreFailure) {
        state.unsettled.seal()
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
        let oldest = state.unsettled.oldestGeneration
        unsettled.letGo(before: oldest)
        writes.keys.changes.forget(before: oldest)
    }

    /// What a daemon before has left unsettled.
    func restoreUnsettled() throws(StoreFailure) {
        let queries = try UnsettledQueries(on: connection)
        state.unsettledAfter = try queries.unsettledAfter()
        guard let after = state.unsettledAfter else { return }
        var numbers: [(key: String, holder: UnsettledCandidate)] = []
        try queries.read(after: after) { user in
            let holder = UnsettledCandidate(authyID: user.authyID)
            bring(user.uuidKey, .uuid, of: holder, createdAt: user.createdAt)
            if let key = user.emailKey {
                bring(key, .email, of: holder, createdAt: user.createdAt)
            }
            if let key = user.phoneKey {
                let holder = UnsettledCandidate(
                    authyID: user.authyID, position: user.phonePosition)
                keep(key, .phone, of: holder, createdAt: user.createdAt)
                numbers.append((key, holder))
            }
            guard state.unsettled.pendingUsers >= KeySettling.restoredUsers else { return }
            state.unsettled.seal()
            unsettled.letGo(before: state.unsettled.oldestGeneration)
        }
        state.unsettled.forgetBrought()
        // In the order in which they were set; see `UnsettledCandidates`.
        numbers.sort { $0.holder.position ?? 0 < $1.holder.position ?? 0 }
        for number in numbers { writes.keys.announce(number.key, .phone, number.holder) }
    }
}
