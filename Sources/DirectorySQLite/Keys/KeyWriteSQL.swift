/// The text of what is written to the tables of keys.
enum KeyWriteSQL {
    static func insert(_ kind: KeyKind, _ level: KeyLevel) -> String {
        switch kind {
        case .uuid, .email:
            "INSERT INTO \(kind.table(level)) (key, authy_id) VALUES (?1, ?2)"
        case .phone:
            "INSERT INTO \(kind.table(level)) (key, authy_id, position) VALUES (?1, ?2, ?3)"
        }
    }

    /// What the row of ?1 names.
    static func remove(_ kind: KeyKind, _ level: KeyLevel) -> String {
        let isUsers =
            switch kind {
            case .uuid: "key = (SELECT uuid_key FROM users WHERE authy_id = ?1)"
            case .email: "key = (SELECT email_key FROM personal WHERE authy_id = ?1)"
            case .phone:
                """
                key = (SELECT phone_key FROM personal WHERE authy_id = ?1)
                AND position = (SELECT phone_position FROM personal WHERE authy_id = ?1)
                """
            }
        return "DELETE FROM \(kind.table(level)) WHERE \(isUsers)"
    }

    /// Where a chunk ends that begins behind ?1 (and ?2) and has one row more than ?3.
    static func end(_ kind: KeyKind, _ level: KeyLevel) -> String {
        """
        SELECT \(kind.columns) FROM \(kind.table(level)) WHERE \(isBehind(kind))
        ORDER BY \(kind.columns) LIMIT 1 OFFSET ?3
        """
    }

    static func last(_ kind: KeyKind, _ level: KeyLevel) -> String {
        let order =
            switch kind {
            case .uuid, .email: "key DESC"
            case .phone: "key DESC, position DESC"
            }
        return "SELECT \(kind.columns) FROM \(kind.table(level)) ORDER BY \(order) LIMIT 1"
    }

    /// What lies behind ?1 (and ?2), up to ?3 (and ?4).
    static func move(_ kind: KeyKind, _ level: KeyLevel) -> String {
        """
        INSERT INTO \(kind.table(level.next)) (\(kind.columns), authy_id)
        SELECT \(kind.columns), authy_id FROM \(kind.table(level)) WHERE \(isInChunk(kind))
        ORDER BY \(kind.columns)
        """
    }

    static func delete(_ kind: KeyKind, _ level: KeyLevel) -> String {
        "DELETE FROM \(kind.table(level)) WHERE \(isInChunk(kind))"
    }

    private static func isInChunk(_ kind: KeyKind) -> String {
        switch kind {
        case .uuid, .email: "key > ?1 AND key <= ?3"
        case .phone: "(key, position) > (?1, ?2) AND (key, position) <= (?3, ?4)"
        }
    }

    private static func isBehind(_ kind: KeyKind) -> String {
        switch kind {
        case .uuid, .email: "key > ?1"
        case .phone: "(key, position) > (?1, ?2)"
        }
    }
}
