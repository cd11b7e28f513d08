/// The text of what is asked of the tables of keys. ?1 is the key.
enum KeySQL {
    /// Which of a kind's tables are asked.
    enum Source: CaseIterable, Sendable {
        case settled
        /// All others.
        case staged
        case all

        var levels: [KeyLevel] {
            switch self {
            case .settled: [.settled]
            case .staged: KeyLevel.staged
            case .all: KeyLevel.allCases
            }
        }
    }

    /// Of one user at the most; a select.
    static func authyID(_ kind: KeyKind, _ source: Source) -> String {
        select("authy_id", kind, source)
    }

    /// Holders of a number and the positions at which they set it, in no order; a select.
    static func holders(_ source: Source) -> String {
        select("authy_id, position", .phone, source)
    }

    private static func select(_ columns: String, _ kind: KeyKind, _ source: Source) -> String {
        source.levels
            .map { "SELECT \(columns) FROM \(kind.table($0)) WHERE key = ?1" }
            .joined(separator: " UNION ALL ")
    }
}
