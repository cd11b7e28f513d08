import DirectoryDomain

/// Removes keys, and knows of whom one may be gone before it has its row.
final class KeyChanges {
    /// By kind.
    private let removals: [PreparedStatement]
    private let keys: [PreparedStatement]
    private let holders: [PreparedStatement]
    private let glance: UnsettledGlance
    private let unsettled: UnsettledIndex
    /// Users who had an unsettled key that was removed, and the generation of entries that was the
    /// newest then.
    private var changed: [Int64: Int] = [:]
    /// When those are looked through for what is of no use any more.
    private var mostChanged = KeyChanges.leastKept
    private static let leastKept = 4_096

    init(_ unsettled: UnsettledIndex, on connection: RawConnection) throws(StoreFailure) {
        var removals: [PreparedStatement] = []
        var keys: [PreparedStatement] = []
        var holders: [PreparedStatement] = []
        for kind in ErasableKeyKind.allCases.map(\.kind) {
            removals.append(try PreparedStatement(KeyWriteSQL.remove(kind), on: connection))
            keys.append(try PreparedStatement(KeyWriteSQL.key(kind), on: connection))
            holders.append(try PreparedStatement(KeyWriteSQL.isHolder(kind), on: connection))
        }
        self.removals = removals
        self.keys = keys
        self.holders = holders
        self.unsettled = unsettled
        glance = UnsettledGlance(unsettled)
    }

    /// Removes the key that the user's row names, before the row changes or goes.
    func remove(_ kind: ErasableKeyKind, ofAuthyID id: Int64) throws(StoreFailure) {
        if unsettled.oldest.count > 0, try isUnsettled(kind, ofAuthyID: id) {
            changed[id] = unsettled.newest.number
        }
        let removal = removals[kind.rawValue]
        removal.bind(id, at: 1)
        try removal.run()
    }

    /// Whether a key is not to get its row: it is the user's no more, or was set anew.
    func isGone(
        _ run: KeyRun, _ index: Int, _ kind: ErasableKeyKind
    ) throws(StoreFailure) -> Bool {
        guard changed[run.authyID(at: index)] != nil else { return false }
        let holder = holders[kind.rawValue]
        run.bind(index, to: holder)
        defer { holder.reset() }
        return try !holder.step()
    }

    /// After a commit.
    /// - Parameter generation: that the first entry of an unsettled key may be in; nil when all
    ///   keys are settled.
    func forget(before generation: Int?) {
        guard let generation else { return changed.removeAll() }
        guard changed.count >= mostChanged else { return }
        changed = changed.filter { $0.value >= generation }
        mostChanged = max(2 * changed.count, Self.leastKept)
    }

    private func isUnsettled(
        _ kind: ErasableKeyKind, ofAuthyID id: Int64
    ) throws(StoreFailure) -> Bool {
        let key = keys[kind.rawValue]
        key.bind(id, at: 1)
        defer { key.reset() }
        guard try key.step(), !key.isNull(0) else { return false }
        glance.enterSnapshot()
        defer { glance.leaveSnapshot() }
        return glance.candidates(key.text(0), kind.kind).contains { $0.authyID == id }
    }
}
