/// The text of what is written to users and the log.
enum UserWriteSQL {
    static let claimID = "INSERT INTO users (uuid_key) VALUES (?1)"
    static let insertPersonal = """
        INSERT INTO personal
        (authy_id, uuid, version, created_ms, updated_ms, last_position, last_jump, email,
        email_key)
        VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6, ?7)
        """
    static let updateVersion = "UPDATE personal SET \(record) WHERE authy_id = ?1"
    static let updatePhone = """
        UPDATE personal SET \(record), phone = ?6, phone_key = ?7, phone_position = ?8
        WHERE authy_id = ?1
        """
    static let updateTail = """
        UPDATE personal SET last_position = ?2, last_jump = ?3 WHERE authy_id = ?1
        """
    private static let record = """
        version = ?2, updated_ms = ?3, last_position = ifnull(?4, last_position),
        last_jump = ifnull(?5, last_jump)
        """
    static let deletePersonal = "DELETE FROM personal WHERE authy_id = ?1"
    static let insertErased = """
        INSERT INTO erased (authy_id, uuid, version, created_ms, updated_ms, last_position)
        SELECT ?1, ?2, ?3, ?4, ?5, last_position FROM personal WHERE authy_id = ?1
        """
    static let deleteMemberships = "DELETE FROM memberships WHERE authy_id = ?1"
    static let insertEvent = """
        INSERT INTO events
        (position, authy_id, version, previous, jump, exported_ms, bytes, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """
    static let updateCounters = "UPDATE counters SET users = ?1"
}
