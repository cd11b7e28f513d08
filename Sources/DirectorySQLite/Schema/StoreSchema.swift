import GRDB

/// The list of migrations, and how a file gets to the newest.
enum StoreSchema {
    static let migrations: [any StoreMigration] = [
        Migration0001Users(),
        Migration0002Events(),
        Migration0003Organizations(),
        Migration0004WholeRows(),
        Migration0005Limits(),
        Migration0006Keys(),
        Migration0007Unsettled(),
    ]

    /// `RlCl`, in the header of every file of ours (PRAGMA application_id).
    static let applicationID: Int64 = 0x526C_436C

    /// Brings a file to the newest schema. Refuses one that is not ours, and one that a newer
    /// program has written: its rules are not known here.
    static func prepare(_ database: DatabaseQueue) throws(StoreOpeningError) {
        let migrator = migrator
        let state: State
        do {
            state = try database.read { try Self.state(of: $0, migrator) }
        } catch {
            throw StoreOpeningError(error)
        }
        switch state {
        case .current: return
        case .foreign: throw .foreignFile
        case .newer: throw .newerSchema
        case .behind:
            do {
                try database.writeWithoutTransaction { db in
                    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
                }
                try migrator.migrate(database)
            } catch {
                throw StoreOpeningError(error)
            }
        }
    }

    /// For a file that is to be a store already: refuses every other, an empty one too, and says
    /// whether its schema is older than the newest.
    static func isBehind(_ database: DatabaseQueue) throws(StoreOpeningError) -> Bool {
        let migrator = migrator
        do {
            let id = try database.read { try Int64.fetchOne($0, sql: "PRAGMA application_id") }
            guard id == applicationID else { throw StoreOpeningError.foreignFile }
            switch try database.read({ try Self.state(of: $0, migrator) }) {
            case .current: return false
            case .behind: return true
            case .foreign: throw StoreOpeningError.foreignFile
            case .newer: throw StoreOpeningError.newerSchema
            }
        } catch let error as StoreOpeningError {
            throw error
        } catch {
            throw StoreOpeningError(error)
        }
    }

    private enum State {
        case current
        case behind
        case newer
        case foreign
    }

    private static func state(of db: Database, _ migrator: DatabaseMigrator) throws -> State {
        let id = try Int64.fetchOne(db, sql: "PRAGMA application_id")
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard id == applicationID || isEmpty else { return .foreign }
        if try migrator.hasBeenSuperseded(db) { return .newer }
        return try migrator.hasCompletedMigrations(db) ? .current : .behind
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            // Immediate: the deferred check would read every row of a large file once more.
            migrator.registerMigration(
                migration.name,
                foreignKeyChecks: migration.rebuildsReferencedTables ? .deferred : .immediate
            ) { db in
                try db.execute(sql: migration.statements)
            }
        }
        return migrator
    }
}
