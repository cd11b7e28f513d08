import DirectoryDomain

/// What refers to something refers to something that is there, and what is counted is counted
/// right.
enum ReferenceCheck {
    static func run(
        on connection: RawConnection, users: Int64, into findings: inout Findings
    ) throws(StoreFailure) {
        for (query, problem) in questions {
            let count = try number(query, on: connection)
            findings.require(count == 0, "\(problem): \(count)")
        }
        findings.require(
            try number("SELECT users FROM counters", on: connection) == users,
            "the count of users is not theirs")
        let keys = try PreparedStatement("SELECT number, scopes FROM api_keys", on: connection)
        defer { keys.reset() }
        while try keys.step() {
            findings.require(
                ScopeList.scopes(keys.text(1)) != nil, "key \(keys.int64(0)): an unknown scope")
        }
    }

    /// Each counts what must not be.
    private static let questions = [
        (
            "SELECT count(*) FROM personal p LEFT JOIN users u USING (authy_id) "
                + "WHERE u.authy_id IS NULL",
            "personal data of users that are not there"
        ),
        (
            "SELECT count(*) FROM erased e LEFT JOIN users u USING (authy_id) "
                + "WHERE u.authy_id IS NULL",
            "erased users that are not there"
        ),
        (
            "SELECT count(*) FROM memberships m LEFT JOIN personal p USING (authy_id) "
                + "WHERE p.authy_id IS NULL",
            "memberships of users that are not there, or are erased"
        ),
        (
            "SELECT count(*) FROM memberships m LEFT JOIN organizations o "
                + "ON o.number = m.organization WHERE o.number IS NULL",
            "memberships of organizations that are not there"
        ),
        (
            "SELECT count(*) FROM api_keys k LEFT JOIN organizations o "
                + "ON o.number = k.organization WHERE o.number IS NULL",
            "keys of organizations that are not there"
        ),
        (
            "SELECT count(*) FROM look_up_values v LEFT JOIN look_up_days d USING (key) "
                + "WHERE d.key IS NULL",
            "values looked up on no day"
        ),
        (
            "SELECT count(*) FROM look_up_days d LEFT JOIN api_keys k ON k.number = d.key "
                + "WHERE k.number IS NULL",
            "look-ups of keys that are not there"
        ),
        (
            "SELECT count(*) FROM organizations WHERE is_isolated NOT IN (0, 1)",
            "organizations with an unknown visibility"
        ),
        (
            "SELECT count(*) FROM api_keys WHERE length(digest) <> 32",
            "keys without a digest"
        ),
    ]

    private static func number(
        _ query: String, on connection: RawConnection
    ) throws(StoreFailure) -> Int64 {
        let statement = try PreparedStatement(query, on: connection)
        defer { statement.reset() }
        return try statement.step() ? statement.int64(0) : 0
    }
}
