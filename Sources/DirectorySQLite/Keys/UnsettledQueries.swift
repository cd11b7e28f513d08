import DirectoryDomain

/// Reads the keys again that a daemon has left unsettled.
struct UnsettledQueries {
    /// What a user is to be found by.
    struct Keys {
        /// The position of the event that created the user.
        let createdAt: Int64
        let authyID: Int64
        let uuidKey: String
        /// nil once erased.
        let emailKey: String?
        let phoneKey: String?
        let phonePosition: Int64?
    }

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

    /// Hands over the keys of each user who was created behind a position, in that order.
    func read(after position: Int64, take: (Keys) -> Void) throws(StoreFailure) {
        users.bind(position, at: 1)
        defer { users.reset() }
        while try users.step() {
            take(
                Keys(
                    createdAt: users.int64(0), authyID: users.int64(1), uuidKey: users.text(2),
                    emailKey: users.optionalText(3), phoneKey: users.optionalText(4),
                    phonePosition: users.optionalInt64(5)))
        }
    }

    private static let usersSQL = """
        SELECT e.position, e.authy_id, u.uuid_key, p.email_key, p.phone_key, p.phone_position
        FROM events e
        CROSS JOIN users u ON u.authy_id = e.authy_id
        LEFT JOIN personal p ON p.authy_id = e.authy_id
        WHERE e.position > ?1 AND e.version = 1 ORDER BY e.position
        """
}
