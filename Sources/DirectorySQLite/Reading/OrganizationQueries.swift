import DirectoryDomain

/// Reads organizations and their keys.
final class OrganizationQueries {
    private let all: PreparedStatement
    private let byID: PreparedStatement
    private let keys: PreparedStatement
    private let keysOfOne: PreparedStatement
    private let keyByID: PreparedStatement
    private let keyByDigest: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        let organization = "SELECT id, name, created_ms, is_isolated FROM organizations"
        all = try PreparedStatement("\(organization) ORDER BY number", on: connection)
        byID = try PreparedStatement("\(organization) WHERE id = ?1", on: connection)
        keys = try PreparedStatement("\(Self.key) ORDER BY k.number", on: connection)
        keysOfOne = try PreparedStatement(
            "\(Self.key) WHERE o.id = ?1 ORDER BY k.number", on: connection)
        keyByID = try PreparedStatement("\(Self.key) WHERE k.id = ?1", on: connection)
        keyByDigest = try PreparedStatement("\(Self.key) WHERE k.digest = ?1", on: connection)
    }

    func organizations() throws(StoreFailure) -> [Organization] {
        defer { all.reset() }
        var organizations: [Organization] = []
        while try all.step() { organizations.append(try Self.organization(all)) }
        return organizations
    }

    func organization(id: String) throws(StoreFailure) -> Organization? {
        byID.bind(id, at: 1)
        defer { byID.reset() }
        return try byID.step() ? try Self.organization(byID) : nil
    }

    func keys(of organizationID: String) throws(StoreFailure) -> [APIKey] {
        let statement = organizationID.isEmpty ? keys : keysOfOne
        if !organizationID.isEmpty { statement.bind(organizationID, at: 1) }
        defer { statement.reset() }
        var keys: [APIKey] = []
        while try statement.step() { keys.append(try Self.key(statement)) }
        return keys
    }

    func key(id: String) throws(StoreFailure) -> APIKey? {
        keyByID.bind(id, at: 1)
        defer { keyByID.reset() }
        return try keyByID.step() ? try Self.key(keyByID) : nil
    }

    func key(digest: [UInt8]) throws(StoreFailure) -> APIKey? {
        keyByDigest.bind(digest, at: 1)
        defer { keyByDigest.reset() }
        return try keyByDigest.step() ? try Self.key(keyByDigest) : nil
    }

    private static func organization(
        _ row: PreparedStatement
    ) throws(StoreFailure) -> Organization {
        guard let visibility = Visibility(rawValue: row.int64(3)) else { throw .corrupt }
        return Organization(
            id: row.text(0), name: row.text(1), createdAt: Timestamp(milliseconds: row.int64(2)),
            visibility: visibility)
    }

    private static func key(_ row: PreparedStatement) throws(StoreFailure) -> APIKey {
        // A limit must not be lost by reading it, no more than a right.
        guard let scopes = ScopeList.scopes(row.text(2)),
            let visibility = Visibility(rawValue: row.int64(10))
        else { throw .corrupt }
        var key = APIKey(
            id: row.text(0), organizationID: row.text(1), scopes: scopes, digest: row.bytes(3),
            createdAt: Timestamp(milliseconds: row.int64(4)),
            expiresAt: row.optionalInt64(5).map(Timestamp.init(milliseconds:)),
            revokedAt: row.optionalInt64(6).map(Timestamp.init(milliseconds:)),
            lastUsedAt: row.optionalInt64(7).map(Timestamp.init(milliseconds:)),
            budget: LookUpBudget(requestsPerMinute: row.int64(8), distinctPerDay: row.int64(9)))
        key.visibility = visibility
        return key
    }

    private static let key = """
        SELECT k.id, o.id, k.scopes, k.digest, k.created_ms, k.expires_ms, k.revoked_ms,
        k.last_used_ms, k.requests_per_minute, k.distinct_per_day, o.is_isolated
        FROM api_keys k JOIN organizations o ON o.number = k.organization
        """
}
