import DirectoryDomain
import EventCoding
import TestSupport

@testable import DirectorySQLite

/// The writer's transactions on a file of its own, without the writer's thread: a test decides when
/// keys move on.
final class WritingDesk {
    let transaction: SQLiteTransaction
    let commits = CommitSequence()
    private let control: TransactionControl
    private let clock = ManualClock()
    private let place: TemporaryStore

    init(in place: TemporaryStore) throws {
        self.place = place
        try place.open().close()
        let connection = try RawConnection(StoreFile(folder: place.folder).openWriter())
        connection.takeOverWriting()
        transaction = try SQLiteTransaction(
            on: connection, sealing: EventCodec(), commits: commits)
        control = try TransactionControl(on: connection)
    }

    var staged: StagedKeys { transaction.state.staged }

    @discardableResult
    func run<C: Command>(_ command: C) throws -> C.Outcome {
        try inTransaction {
            transaction.startCommand()
            let outcome = try command.execute(
                in: transaction,
                context: CommandContext(organizationID: "", actor: "uid:1", now: clock.now))
            try transaction.finishCommand()
            return outcome
        }
    }

    /// Moves one chunk of each level on.
    func settleChunk() throws { try inTransaction { try transaction.settleChunk() } }

    /// Moves so many of a kind's newest keys one level on.
    func moveOn(_ kind: KeyKind, atMost limit: Int64) throws {
        try inTransaction {
            try transaction.writes.keys.moveOn(
                kind, .newest, atMost: limit, in: &transaction.state.staged)
        }
    }

    /// What a reader of the file finds now.
    func user(_ key: UserKey) throws -> User? {
        let reader = try SQLiteReader(
            database: StoreFile(folder: place.folder).openReader(label: "t"), commits: commits,
            sealing: EventCodec())
        defer { reader.endBatch() }
        return try reader.user(key)
    }

    private func inTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        let before = transaction.state
        try control.begin()
        transaction.queries.enterSnapshot()
        do {
            let value = try body()
            try transaction.writes.setCounters(users: transaction.state.users)
            guard control.commit() == .done else { throw StoreFailure.unavailable }
            if transaction.state.staged.isEmpty { commits.noteStaging(false) }
            commits.publish()
            return value
        } catch {
            control.rollback()
            transaction.state = before
            throw error
        }
    }
}
