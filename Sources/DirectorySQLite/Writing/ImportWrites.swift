import DirectoryDomain

/// What is written for imported users alone, compiled once.
final class ImportWrites {
    private let claimIDs: PreparedStatement
    private let insertPersonal: PreparedStatement
    private let deleteClaim: PreparedStatement
    private let lowerSequence: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        claimIDs = try PreparedStatement(
            "INSERT INTO users (authy_id, uuid_key) VALUES (?1, ?2)", on: connection)
        insertPersonal = try PreparedStatement(Self.insertPersonalSQL, on: connection)
        deleteClaim = try PreparedStatement(
            "DELETE FROM users WHERE authy_id = ?1", on: connection)
        lowerSequence = try PreparedStatement(Self.lowerSequenceSQL, on: connection)
    }

    /// The user's authy id, or the next when they bring none; nil when it or the uuid was given
    /// before. A higher id than any before it moves the sequence: the next one is above.
    func claim(_ user: User, on connection: RawConnection) throws(StoreFailure) -> Int64? {
        claimIDs.bind(user.authyID == 0 ? nil : user.authyID, at: 1)
        claimIDs.bind(user.uuid.key, at: 2)
        return try claimIDs.insert() == .done ? connection.lastInsertedID : nil
    }

    /// False when somebody has the address.
    func insert(
        _ user: User, authyID: Int64, tail: EventList.Tail, phoneNumberPosition: Int64?
    ) throws(StoreFailure) -> Bool {
        insertPersonal.bind(authyID, at: 1)
        insertPersonal.bind(user.uuid.value, at: 2)
        insertPersonal.bind(user.version, at: 3)
        insertPersonal.bind(user.createdAt.milliseconds, at: 4)
        insertPersonal.bind(user.updatedAt.milliseconds, at: 5)
        insertPersonal.bind(tail.position, at: 6)
        insertPersonal.bind(tail.jump, at: 7)
        insertPersonal.bind(user.email, at: 8)
        insertPersonal.bind(user.phoneNumber?.value, at: 9)
        insertPersonal.bind(user.phoneNumber.map(PhoneKey.of), at: 10)
        insertPersonal.bind(phoneNumberPosition, at: 11)
        insertPersonal.bind(EmailAddress(trusted: user.email).key, at: 12)
        return try insertPersonal.insert() == .done
    }

    /// Undoes a claim of the same command, as if it had never been made. The one time that a row of
    /// `users` goes: nobody has heard of it.
    func giveBack(authyID: Int64) throws(StoreFailure) {
        deleteClaim.bind(authyID, at: 1)
        try deleteClaim.run()
        try lowerSequence.run()
    }

    private static let insertPersonalSQL = """
        INSERT INTO personal
        (authy_id, uuid, version, created_ms, updated_ms, last_position, last_jump, email,
        phone, phone_key, phone_position, email_key)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """
    // Nothing else is ever deleted from `users`, so the sequence is its highest id.
    private static let lowerSequenceSQL = """
        UPDATE sqlite_sequence SET seq = (SELECT ifnull(max(authy_id), 0) FROM users)
        WHERE name = 'users'
        """
}
