/// A step of the schema. Once released it is never changed: the next step is a new file and one
/// line in `StoreSchema`.
protocol StoreMigration: Sendable {
    /// Its number and what it brings; kept in the file for ever.
    var name: String { get }
    /// Run in one transaction.
    var statements: String { get }
    /// Whether it drops a table that another refers to, to put one like it in its place. Every
    /// reference of the store is then checked when it is done.
    var rebuildsReferencedTables: Bool { get }
}

extension StoreMigration {
    var rebuildsReferencedTables: Bool { false }
}
