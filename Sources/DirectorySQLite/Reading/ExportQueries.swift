import DirectoryDomain

/// Reads users in the order of their authy ids, a page at a time, with their memberships.
final class ExportQueries {
    private let page: PreparedStatement
    private let memberships: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        page = try PreparedStatement(UserSQL.afterAuthyID, on: connection)
        memberships = try PreparedStatement(Self.membershipsSQL, on: connection)
    }

    func users(afterAuthyID: Int64, limit: Int) throws(StoreFailure) -> [ExportedUser] {
        var users: [ExportedUser] = []
        page.bind(afterAuthyID, at: 1)
        page.bind(Int64(limit), at: 2)
        defer { page.reset() }
        while try page.step() {
            users.append(ExportedUser(user: UserQueries.living(page), organizationIDs: []))
        }
        try addMemberships(to: &users, afterAuthyID: afterAuthyID)
        return users
    }

    /// Both lists are in the order of the authy ids.
    private func addMemberships(
        to users: inout [ExportedUser], afterAuthyID: Int64
    ) throws(StoreFailure) {
        guard let last = users.last?.user.authyID else { return }
        memberships.bind(afterAuthyID, at: 1)
        memberships.bind(last, at: 2)
        defer { memberships.reset() }
        var index = 0
        while try memberships.step() {
            let id = memberships.int64(0)
            while index < users.count, users[index].user.authyID < id { index += 1 }
            guard index < users.count, users[index].user.authyID == id else { continue }
            users[index].organizationIDs.append(memberships.text(1))
        }
    }

    private static let membershipsSQL = """
        SELECT m.authy_id, o.id FROM memberships m JOIN organizations o ON o.number = m.organization
        WHERE m.authy_id > ?1 AND m.authy_id <= ?2 ORDER BY m.authy_id, m.organization
        """
}
