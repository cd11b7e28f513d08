import DirectoryDomain

/// All that is ever written to organizations, memberships and keys, compiled once.
final class OrganizationWrites {
    private let insertOrganization: PreparedStatement
    private let updateOrganization: PreparedStatement
    private let insertMembership: PreparedStatement
    private let deleteMembership: PreparedStatement
    private let insertKey: PreparedStatement
    private let updateKey: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        insertOrganization = try PreparedStatement(
            "INSERT INTO organizations (id, name, created_ms, is_isolated) "
                + "VALUES (?1, ?2, ?3, ?4)", on: connection)
        updateOrganization = try PreparedStatement(
            "UPDATE organizations SET is_isolated = ?2 WHERE id = ?1", on: connection)
        insertMembership = try PreparedStatement(Self.insertMembershipSQL, on: connection)
        deleteMembership = try PreparedStatement(Self.deleteMembershipSQL, on: connection)
        insertKey = try PreparedStatement(Self.insertKeySQL, on: connection)
        updateKey = try PreparedStatement(
            "UPDATE api_keys SET revoked_ms = ?2, last_used_ms = ?3, requests_per_minute = ?4, "
                + "distinct_per_day = ?5 WHERE id = ?1", on: connection)
    }

    /// False when the id is there already.
    func insert(_ organization: Organization) throws(StoreFailure) -> Bool {
        insertOrganization.bind(organization.id, at: 1)
        insertOrganization.bind(organization.name, at: 2)
        insertOrganization.bind(organization.createdAt.milliseconds, at: 3)
        insertOrganization.bind(organization.visibility.rawValue, at: 4)
        return try insertOrganization.insert() == .done
    }

    /// False when there is no such organization.
    func update(
        _ organization: Organization, on connection: RawConnection
    ) throws(StoreFailure) -> Bool {
        updateOrganization.bind(organization.id, at: 1)
        updateOrganization.bind(organization.visibility.rawValue, at: 2)
        try updateOrganization.run()
        return connection.changedRows == 1
    }

    /// No change when it is so already, or there is no such organization.
    func setMembership(
        authyID: Int64, organizationID: String, member: Bool
    ) throws(StoreFailure) {
        let statement = member ? insertMembership : deleteMembership
        statement.bind(authyID, at: 1)
        statement.bind(organizationID, at: 2)
        // A member of nothing, or a user that never was, breaks a foreign key.
        guard try statement.insert() == .done else { throw .corrupt }
    }

    /// False when the id or the digest is there already.
    func insert(_ key: APIKey) throws(StoreFailure) -> Bool {
        insertKey.bind(key.id, at: 1)
        insertKey.bind(key.organizationID, at: 2)
        insertKey.bind(ScopeList.text(key.scopes), at: 3)
        insertKey.bind(key.digest, at: 4)
        insertKey.bind(key.createdAt.milliseconds, at: 5)
        insertKey.bind(key.expiresAt?.milliseconds, at: 6)
        insertKey.bind(key.revokedAt?.milliseconds, at: 7)
        insertKey.bind(key.lastUsedAt?.milliseconds, at: 8)
        insertKey.bind(key.budget.requestsPerMinute, at: 9)
        insertKey.bind(key.budget.distinctPerDay, at: 10)
        return try insertKey.insert() == .done
    }

    /// False when there is no such key.
    func update(_ key: APIKey, on connection: RawConnection) throws(StoreFailure) -> Bool {
        updateKey.bind(key.id, at: 1)
        updateKey.bind(key.revokedAt?.milliseconds, at: 2)
        updateKey.bind(key.lastUsedAt?.milliseconds, at: 3)
        updateKey.bind(key.budget.requestsPerMinute, at: 4)
        updateKey.bind(key.budget.distinctPerDay, at: 5)
        try updateKey.run()
        return connection.changedRows == 1
    }

    private static let insertMembershipSQL = """
        INSERT INTO memberships (authy_id, organization)
        VALUES (?1, (SELECT number FROM organizations WHERE id = ?2)) ON CONFLICT DO NOTHING
        """
    private static let deleteMembershipSQL = """
        DELETE FROM memberships WHERE authy_id = ?1
        AND organization = (SELECT number FROM organizations WHERE id = ?2)
        """
    private static let insertKeySQL = """
        INSERT INTO api_keys (id, organization, scopes, digest, created_ms, expires_ms,
        revoked_ms, last_used_ms, requests_per_minute, distinct_per_day)
        VALUES (?1, (SELECT number FROM organizations WHERE id = ?2), ?3, ?4, ?5, ?6, ?7, ?8,
        ?9, ?10)
        """
}
