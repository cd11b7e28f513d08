import DirectoryDomain

/// Reads the keys again that a daemon has left unsettled.
struct UnsettledQueries {
    private let after: PreparedStatement
    private let users: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        after = try PreparedStatement("SELECT after FROM unsettled", on: connection)
        users = try PreparedStatement(Self.usersSQL, on: connection)
    }

    /// See `UnsettledKeys.unsettledAfter`.
    func unsettledAfter() throws(StoreFailure) -> Int64? {
        defer { after.reset() }
        return try after.step() ? after.int64(0) : nil
    }

    /// Hands over each key of each user who was created behind a position, in runs as commits bring
    /// them.
    func read(
        after position: Int64, add: (String, Int64?, Int64, KeyKind, Int64) -> Void,
        endRun: () -> Void
    ) throws(StoreFailure) {
        users.bind(position, at: 1)
        defer { users.reset() }
        var count = 0
        while try users.step() {
            let (createdAt, id) = (users.int64(0), users.int64(1))
            add(users.text(2), nil, id, .uuid, createdAt)
            if let email = users.optionalText(3) { add(email, nil, id, .email, createdAt) }
            if let phone = users.optionalText(4) {
                add(phone, users.int64(5), id, .phone, createdAt)
            }
            count += 1
            if count % Self.usersPerRun == 0 { endRun() }
        }
        endRun()
    }

    private static let usersPerRun = 8_000
    private static let usersSQL = """
        SELECT e.position, e.authy_id, u.uuid_key, p.email_key, p.phone_key, p.phone_position
        FROM events e
        CROSS JOIN users u ON u.authy_id = e.authy_id
        LEFT JOIN personal p ON p.authy_id = e.authy_id
        WHERE e.position > ?1 AND e.version = 1 ORDER BY e.position
        """
}
