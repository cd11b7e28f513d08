/// The text of what is asked of the tables of keys, and of the rows that unsettled keys are in.
enum KeySQL {
    /// Where a key ?1 is looked for.
    enum Source: Sendable {
        /// In its table.
        case settled
        /// In the row of the user ?3, for whom it may be unsettled; a number that was set at ?4.
        case unsettled
    }

    /// Of one user at the most; a select.
    static func authyID(_ kind: KeyKind, _ source: Source) -> String {
        switch source {
        case .settled: "SELECT authy_id FROM \(kind.table) WHERE key = ?1"
        case .unsettled:
            "SELECT authy_id FROM \(kind.home) WHERE authy_id = ?3 AND \(kind.column) = ?1"
        }
    }

    /// Holders of a number and the positions at which they set it, in no order; a select.
    static func holders(_ source: Source) -> String {
        switch source {
        case .settled: "SELECT authy_id, position FROM \(KeyKind.phone.table) WHERE key = ?1"
        case .unsettled:
            """
            SELECT authy_id, phone_position AS position FROM \(KeyKind.phone.home)
            WHERE authy_id = ?3 AND \(KeyKind.phone.column) = ?1 AND phone_position = ?4
            """
        }
    }
}
