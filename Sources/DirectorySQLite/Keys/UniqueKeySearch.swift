import DirectoryDomain

/// Looks for a key of a kind that only one user may have, for the writer.
final class UniqueKeySearch {
    private let kind: KeyKind
    private let settled: PreparedStatement
    private let unsettled: PreparedStatement
    private let glance: UnsettledGlance

    init(
        _ kind: KeyKind, _ index: UnsettledIndex, on connection: RawConnection
    ) throws(StoreFailure) {
        self.kind = kind
        settled = try PreparedStatement(KeySQL.authyID(kind, .settled), on: connection)
        unsettled = try PreparedStatement(KeySQL.authyID(kind, .unsettled), on: connection)
        glance = UnsettledGlance(index)
    }

    /// Whether somebody has the key, settled or not.
    func isTaken(_ key: String) throws(StoreFailure) -> Bool {
        if try isFound(key, by: settled) { return true }
        glance.enterSnapshot()
        defer { glance.leaveSnapshot() }
        for candidate in glance.candidates(key, kind) {
            unsettled.bind(candidate.authyID, at: 3)
            if try isFound(key, by: unsettled) { return true }
        }
        return false
    }

    private func isFound(
        _ key: String, by statement: PreparedStatement
    ) throws(StoreFailure) -> Bool {
        statement.bind(key, at: 1)
        defer { statement.reset() }
        return try statement.step()
    }
}
