/// The text of what is written to users and the log.
enum UserWriteSQL {
    static let claimUUID = "INSERT INTO users (uuid_key) VALUES (?1)"
    static let insertPersonal = """
        INSERT INTO personal
        (authy_id, uuid, version, created_ms, updated_ms, email, email_key)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """
    static let updateVersion = """
        UPDATE personal SET version = ?2, updated_ms = ?3 WHERE authy_id = ?1
        """
    static let updatePhone = """
        UPDATE personal SET version = ?2, updated_ms = ?3,
        phone = ?4, canonical = ?5, phone_position = ?6 WHERE authy_id = ?1
        """
    static let deletePersonal = "DELETE FROM personal WHERE authy_id = ?1"
    static let insertErased = """
        INSERT INTO erased (authy_id, uuid, version, created_ms, updated_ms)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """
    static let deleteMemberships = "DELETE FROM memberships WHERE authy_id = ?1"
    static let insertEvent = """
        INSERT INTO events (position, authy_id, version, exported_ms, bytes, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """
    static let updateCounters = "UPDATE counters SET users = ?1"
}
