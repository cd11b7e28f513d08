import DirectoryDomain

/// What is written for imported users alone, compiled once.
final class ImportWrites {
    private let claimID: PreparedStatement
    private let insertPersonal: PreparedStatement
    private let setUnsettled: PreparedStatement
    private let clearUnsettled: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        claimID = try PreparedStatement(
            "INSERT INTO users (authy_id, uuid_key) VALUES (?1, ?2)", on: connection)
        insertPersonal = try PreparedStatement(Self.insertPersonalSQL, on: connection)
        setUnsettled = try PreparedStatement(
            "INSERT OR REPLACE INTO unsettled (id, after) VALUES (1, ?1)", on: connection)
        clearUnsettled = try PreparedStatement("DELETE FROM unsettled", on: connection)
    }

    /// The user's authy id, or the next when they bring none; nil when it was given before. A
    /// higher id than any before it is the one that the next is above.
    func claim(
        _ user: User, uuidKey: String, on connection: RawConnection
    ) throws(StoreFailure) -> Int64? {
        claimID.bind(user.authyID == 0 ? nil : user.authyID, at: 1)
        claimID.bind(uuidKey, at: 2)
        return try claimID.insert() == .done ? connection.lastInsertedID : nil
    }

    func insert(
        _ user: User, authyID: Int64, emailKey: String, phoneKey: String?, tail: EventList.Tail,
        phoneNumberPosition: Int64?
    ) throws(StoreFailure) {
        insertPersonal.bind(authyID, at: 1)
        insertPersonal.bind(user.uuid.value, at: 2)
        insertPersonal.bind(user.version, at: 3)
        insertPersonal.bind(user.createdAt.milliseconds, at: 4)
        insertPersonal.bind(user.updatedAt.milliseconds, at: 5)
        insertPersonal.bind(tail.position, at: 6)
        insertPersonal.bind(tail.jump, at: 7)
        insertPersonal.bind(user.email, at: 8)
        insertPersonal.bind(user.phoneNumber?.value, at: 9)
        insertPersonal.bind(phoneKey, at: 10)
        insertPersonal.bind(phoneNumberPosition, at: 11)
        insertPersonal.bind(emailKey, at: 12)
        try insertPersonal.run()
    }

    /// See `UnsettledKeys.unsettledAfter`.
    func setUnsettled(after position: Int64?) throws(StoreFailure) {
        guard let position else { return try clearUnsettled.run() }
        setUnsettled.bind(position, at: 1)
        try setUnsettled.run()
    }

    private static let insertPersonalSQL = """
        INSERT INTO personal
        (authy_id, uuid, version, created_ms, updated_ms, last_position, last_jump, email,
        phone, phone_key, phone_position, email_key)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """
}
