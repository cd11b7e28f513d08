import DirectoryDomain
import GRDB
import Synchronization

/// The one that writes: on a thread of its own, the only user of the only connection that writes
/// and checkpoints.
///
/// It takes what waits, executes each command in a savepoint, unless it is alone, commits once for
/// all of them with the log synced to the disk, counts the commit, and only then answers. What
/// waits meanwhile is the next batch, so the more callers there are, the less a sync costs each.
final class Writer {
    /// How many commands share a commit at the most: what the last of them waits for, and what a
    /// commit that fails takes with it.
    static let batchLimit = 256

    let connection: RawConnection
    let transaction: SQLiteTransaction
    let control: TransactionControl
    let commits: CommitSequence
    let clock: @Sendable () -> Timestamp
    let monotonic: @Sendable () -> UInt64
    let hotRecords: (any HotRecords)?
    private let queue: WriterQueue
    let gauge: StoreGauge
    /// Gets on by a slice after each batch, and while nothing else is to be done.
    var backup: RunningBackup?
    private let onFatal: @Sendable (Int32) -> Void
    private var checkpoints: CheckpointPolicy
    private var space: DiskSpace
    /// Not after a step of settling has failed, until something else is written.
    private var maySettle = true

    init(
        database: DatabaseQueue, sealing: any EventSealing, queue: WriterQueue,
        commits: CommitSequence, unsettled: UnsettledIndex, hotRecords: (any HotRecords)?,
        gauge: StoreGauge, space: DiskSpace, clock: @escaping @Sendable () -> Timestamp,
        monotonic: @escaping @Sendable () -> UInt64, onFatal: @escaping @Sendable (Int32) -> Void
    ) throws(StoreFailure) {
        connection = try RawConnection(database)
        connection.takeOverWriting()
        try connection.scrubPages()
        transaction = try SQLiteTransaction(
            on: connection, sealing: sealing, unsettled: unsettled)
        transaction.changedKeys = hotRecords == nil ? nil : []
        self.hotRecords = hotRecords
        control = try TransactionControl(on: connection)
        checkpoints = CheckpointPolicy(nowNanoseconds: monotonic())
        self.queue = queue
        self.commits = commits
        self.gauge = gauge
        self.space = space
        self.clock = clock
        self.monotonic = monotonic
        self.onFatal = onFatal
    }

    /// The thread's whole life: until the queue is closed and empty, or a commit has failed.
    /// Gives whether the connection may be closed: closing it copies the log into the file, which
    /// is not to be done behind a commit of unknown outcome.
    func run() -> Bool {
        // What a crash has left in the log.
        empty()
        space.restore()
        while true {
            switch queue.take(
                atMost: Self.batchLimit, idleAfterNanoseconds: patienceNanoseconds)
            {
            case .batch(let commands):
                guard write(commands) else { return false }
                advanceBackup()
            case .backup(let order): begin(order)
            case .idle where backup != nil:
                advanceBackup()
                keepLogSmall()
            case .idle where holdsUnsettled:
                guard goOn(after: settleKeys()) else { return false }
            case .idle:
                perform(checkpoints.whenIdle(logPages: connection.logPages))
                space.restore()
                gauge.set(isDiskFull: space.isFull)
            case .closed:
                endBackup(.store(.closing))
                empty()
                return true
            }
        }
    }

    /// How long to wait for a command. While keys are to be settled, an import's next one is waited
    /// for, and then nobody's.
    private var patienceNanoseconds: UInt64 {
        if backup != nil { return 0 }
        guard holdsUnsettled else { return CheckpointPolicy.idleNanoseconds }
        return transaction.settling.isOver(at: monotonic()) ? 0 : KeySettling.patienceNanoseconds
    }

    private var holdsUnsettled: Bool {
        maySettle && !space.isFull && !transaction.state.unsettled.isEmpty
    }

    /// False when a commit has failed: nothing is written ever after.
    private func write(_ batch: [QueuedCommand]) -> Bool {
        guard space.admitsWriting() else {
            for command in batch { command.fail(.failed(.full)) }
            return true
        }
        gauge.set(isDiskFull: false)
        return goOn(after: settle(batch[...]))
    }

    /// Looks after the disk and the log. False when a commit has failed.
    private func goOn(after outcome: TransactionControl.Commit) -> Bool {
        switch outcome {
        case .unknown(let code):
            stop(code: code)
            return false
        case .undone(.full): runOut()
        case .undone: maySettle = false
        case .done: maySettle = true
        }
        keepLogSmall()
        return true
    }

    private func stop(code: Int32) {
        queue.close(.unavailable)
        endBackup(.store(.unavailable))
        drain: while true {
            switch queue.take(atMost: Self.batchLimit, idleAfterNanoseconds: 0) {
            case .batch(let commands):
                for command in commands { command.fail(.failed(.unavailable)) }
            case .backup(let order): order.end(.store(.unavailable))
            case .idle, .closed: break drain
            }
        }
        onFatal(code)
    }

    private func runOut() {
        // Maybe it is what has filled the disk; its file goes with it.
        endBackup(.noRoom)
        space.didRunOut()
        gauge.set(isDiskFull: true)
        empty()
    }

    private func keepLogSmall() {
        perform(
            checkpoints.afterCommit(
                logPages: connection.logPages, nowNanoseconds: monotonic()))
    }

    private func perform(_ action: CheckpointPolicy.Action) {
        switch action {
        case .none: break
        case .copy:
            // A disk that is full or broken shows itself in the next commit as well.
            _ = try? connection.checkpoint(.passive)
            checkpoints.didCopy(logPages: connection.logPages)
        case .empty: empty()
        }
        gauge.set(pages: connection.logPages)
    }

    private func empty() {
        let isEmptied = (try? connection.checkpoint(.truncate)) ?? false
        if isEmptied { checkpoints.didEmpty(nowNanoseconds: monotonic()) }
        gauge.set(pages: connection.logPages)
    }
}
