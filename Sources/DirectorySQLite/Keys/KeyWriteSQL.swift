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
        "SELECT \(kind.column) FROM \(kind.home) WHERE authy_id = ?1"
    }

    /// The row of the key of the user ?1.
    static func remove(_ kind: KeyKind) -> String {
        let removal = "DELETE FROM \(kind.table) WHERE key = (\(key(kind)))"
        return switch kind {
        case .uuid, .email: removal
        case .phone:
            """
            \(removal)
            AND position = (SELECT phone_position FROM \(kind.home) WHERE authy_id = ?1)
            """
        }
    }

    /// Whether the user ?2 has the key ?1, a number that was set at ?3.
    static func isHolder(_ kind: KeyKind) -> String {
        let row = "SELECT 1 FROM \(kind.home) WHERE authy_id = ?2 AND \(kind.column) = ?1"
        return switch kind {
        case .uuid, .email: row
        case .phone: "\(row) AND phone_position = ?3"
        }
    }
}
