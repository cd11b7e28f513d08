import DirectoryDomain
import EventCoding
import TestSupport

@testable import DirectorySQLite

/// The writer's transactions on a file of its own, without the writer's thread: a test decides when
/// keys move on.
final class WritingDesk {
    let transaction: SQLiteTransaction
    let unsettled: UnsettledIndex
    let commits: CommitSequence
    private let control: TransactionControl
    private let clock = ManualClock()
    private let place: TemporaryStore
    private var reader: SQLiteReader?

    init(
        in place: TemporaryStore, unsettled: UnsettledIndex = UnsettledIndex(),
        commits: CommitSequence = CommitSequence()
    ) throws {
        self.place = place
        self.unsettled = unsettled
        self.commits = commits
        try place.open().close()
        let connection = try RawConnection(StoreFile(folder: place.folder).openWriter())
        connection.takeOverWriting()
        transaction = try SQLiteTransaction(
            on: connection, sealing: EventCodec(), unsettled: unsettled)
        control = try TransactionControl(on: connection)
    }

    /// Keys of a kind that have no row yet.
    func unsettledCount(_ kind: KeyKind) -> Int { transaction.state.unsettled[kind].count }

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

    /// As a writer that is left alone, once.
    func settleChunk() throws { try inTransaction { try transaction.settleChunk() } }

    /// Gives so many of a kind's keys their rows.
    func settle(_ kind: KeyKind, atMost limit: Int) throws {
        try inTransaction {
            try transaction.writes.keys.settle(
                kind, atMost: limit, in: &transaction.state.unsettled)
        }
    }

    private func makeReader() throws -> SQLiteReader {
        try SQLiteReader(
            database: StoreFile(folder: place.folder).openReader(label: "t"), commits: commits,
            unsettled: unsettled, sealing: EventCodec())
    }

    /// What a reader of the file finds now.
    func user(_ key: UserKey) throws -> User? {
        let reader = try self.reader ?? makeReader()
        self.reader = reader
        defer { reader.endBatch() }
        return try reader.user(key)
    }

    private func inTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        let before = transaction.state
        try control.begin()
        transaction.queries.enterSnapshot()
        defer { transaction.queries.leaveSnapshot() }
        do {
            let value = try body()
            transaction.state.unsettled.seal(in: unsettled.newest.number)
            try transaction.saveCounters(since: before)
            guard control.commit() == .done else { throw StoreFailure.unavailable }
            transaction.noteSettled()
            commits.publish()
            return value
        } catch {
            control.rollback()
            transaction.state = before
            throw error
        }
    }
}
