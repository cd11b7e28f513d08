import DirectoryDomain

/// Begins and ends the writer's transactions.
final class TransactionControl {
    enum Commit: Equatable {
        /// On the disk.
        case done
        /// Certainly not on the disk, and rolled back.
        case undone(StoreFailure)
        /// It may be on the disk, and it may not; SQLite's extended result code.
        case unknown(code: Int32)
    }

    private let connection: RawConnection
    private let beginStatement: PreparedStatement
    private let commitStatement: PreparedStatement
    private let rollbackStatement: PreparedStatement
    private let savepoint: PreparedStatement
    private let release: PreparedStatement
    private let undo: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        self.connection = connection
        // Immediate: a transaction that began by reading could be refused its first write.
        beginStatement = try PreparedStatement("BEGIN IMMEDIATE", on: connection)
        commitStatement = try PreparedStatement("COMMIT", on: connection)
        rollbackStatement = try PreparedStatement("ROLLBACK", on: connection)
        savepoint = try PreparedStatement("SAVEPOINT command", on: connection)
        release = try PreparedStatement("RELEASE command", on: connection)
        undo = try PreparedStatement("ROLLBACK TO command", on: connection)
    }

    func begin() throws(StoreFailure) { try beginStatement.run() }

    /// Undoes all of the transaction, and begins another.
    func startOver() throws(StoreFailure) {
        try rollbackStatement.run()
        try begin()
    }

    func beginSavepoint() throws(StoreFailure) { try savepoint.run() }

    func releaseSavepoint() throws(StoreFailure) { try release.run() }

    func undoSavepoint() throws(StoreFailure) {
        try undo.run()
        try release.run()
    }

    func commit() -> Commit {
        do {
            try commitStatement.run()
            return .done
        } catch {
            // A full disk shows when the pages are written to the log, before the sync: the commit
            // record is not whole, SQLite has rolled back, and the place is written over next.
            // Any other failure may have come after the record was.
            if error == .full, !connection.isInTransaction { return .undone(.full) }
            return .unknown(code: connection.lastErrorCode)
        }
    }

    /// Also when SQLite has done it by itself.
    func rollback() {
        if connection.isInTransaction { try? rollbackStatement.run() }
    }
}
