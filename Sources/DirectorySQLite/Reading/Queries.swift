import DirectoryDomain

/// All that is ever read, on one connection: by a reader in its snapshot, and by the writer in its
/// transaction. Every statement is compiled once.
final class Queries {
    let keys: KeyQueries
    let users: UserQueries
    let events: EventQueries
    let organizations: OrganizationQueries
    let exports: ExportQueries
    let members: MemberQueries
    let lookUps: LookUpQueries
    private let glance: UnsettledGlance
    private let totalsStatement: PreparedStatement

    init(
        on connection: RawConnection, sealing: any EventSealing, unsettled: UnsettledIndex
    ) throws(StoreFailure) {
        glance = UnsettledGlance(unsettled)
        keys = try KeyQueries(on: connection, glance: glance)
        users = try UserQueries(on: connection, glance: glance)
        events = try EventQueries(on: connection, sealing: sealing, keys: keys)
        organizations = try OrganizationQueries(on: connection)
        exports = try ExportQueries(on: connection)
        members = MemberQueries(keys: keys, users: users)
        lookUps = try LookUpQueries(on: connection)
        totalsStatement = try PreparedStatement(Self.totalsSQL, on: connection)
    }

    /// Before anything is read in a new transaction.
    func enterSnapshot() { glance.enterSnapshot() }

    /// When the transaction has ended.
    func leaveSnapshot() { glance.leaveSnapshot() }

    func totals() throws(StoreFailure) -> StoreTotals {
        defer { totalsStatement.reset() }
        guard try totalsStatement.step() else { throw .corrupt }
        return StoreTotals(
            users: totalsStatement.int64(0), lastPosition: totalsStatement.int64(1))
    }

    private static let totalsSQL = """
        SELECT users, (SELECT ifnull(max(position), 0) FROM events) FROM counters
        """
}
