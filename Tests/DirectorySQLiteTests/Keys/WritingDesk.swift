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
        let file = StoreFile(folder: place.folder)
        try file.create()
        let database = try file.openWriter()
        try StoreSchema.prepare(database)
        let connection = try RawConnection(database)
        connection.takeOverWriting()
        transaction = try SQLiteTransaction(
            on: connection, sealing: EventCodec(), unsettled: unsettled)
        control = try TransactionControl(on: connection)
    }

    /// Keys of a kind that have no row yet.
    func unsettledCount(_ kind: KeyKind) -> Int {
        var unsettled = transaction.state.unsettled
        unsettled.seal()
        return unsettled[kind].count
    }

    /// How much may wait while an import goes on.
    func setRoom(_ room: Int) {
        transaction.settling.leastRoom = room
        transaction.settling.mostRoom = room
    }

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
            transaction.state.unsettled.seal()
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
    func user(_ key: UserKey) throws -> User? { try read { try $0.user(key) } }

    func read<Value>(_ body: (SQLiteReader) throws -> Value) throws -> Value {
        let reader = try self.reader ?? makeReader()
        self.reader = reader
        defer { reader.endBatch() }
        return try body(reader)
    }

    private func inTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        let before = transaction.state
        try control.begin()
        transaction.queries.enterSnapshot()
        defer { transaction.queries.leaveSnapshot() }
        do {
            let value = try body()
            try transaction.settleKeys(nowNanoseconds: 0)
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
