/// The text of what is written to the tables of keys.
enum KeyWriteSQL {
    static func insert(_ kind: KeyKind) -> String {
        switch kind {
        case .uuid, .email: "INSERT INTO \(kind.table) (key, authy_id) VALUES (?1, ?2)"
        case .phone: "INSERT INTO \(kind.table) (key, authy_id, position) VALUES (?1, ?2, ?3)"
        }
    }

    /// Whether a row is there as `insert` would make it.
    static func row(_ kind: KeyKind) -> String {
        let row = "SELECT 1 FROM \(kind.table) WHERE key = ?1 AND authy_id = ?2"
        return switch kind {
        case .uuid, .email: row
        case .phone: "\(row) AND position = ?3"
        }
    }

    /// The key of the user ?1; a select.
    static func key(_ kind: KeyKind) -> String {
        switch kind {
        case .uuid: "SELECT uuid_key FROM users WHERE authy_id = ?1"
        case .email: "SELECT email_key FROM personal WHERE authy_id = ?1"
        case .phone: "SELECT phone_key FROM personal WHERE authy_id = ?1"
        }
    }

    /// What the row of ?1 names.
    static func remove(_ kind: KeyKind) -> String {
        let removal = "DELETE FROM \(kind.table) WHERE key = (\(key(kind)))"
        return switch kind {
        case .uuid, .email: removal
        case .phone:
            """
            \(removal)
            AND position = (SELECT phone_position FROM personal WHERE authy_id = ?1)
            """
        }
    }

    /// Whether the user ?2 has the key ?1, set at ?3.
    static func isHolder(_ kind: KeyKind) -> String {
        switch kind {
        case .uuid: "SELECT 1 FROM users WHERE authy_id = ?2 AND uuid_key = ?1"
        case .email: "SELECT 1 FROM personal WHERE authy_id = ?2 AND email_key = ?1"
        case .phone:
            """
            SELECT 1 FROM personal WHERE authy_id = ?2 AND phone_key = ?1
            AND phone_position = ?3
            """
        }
    }
}
