import Synchronization

/// The engine without a disk: what the contract suite measures the other one by, and what tests of
/// the layers above run on. A command runs on the thread that submits it, one at a time.
///
/// A write copies the tables it touches, so it takes time in proportion to the number of users.
package final class InMemoryStore: DirectoryStore {
    let sealing: any EventSealing
    private let clock: @Sendable () -> Timestamp
    private let monotonic: @Sendable () -> UInt64
    private let hotRecords: (any HotRecords)?
    private let committed = Mutex(InMemoryState())
    /// Held while a command runs; whether the store is closed.
    private let writing = Mutex(false)
    private let observers = Mutex<[@Sendable () -> Void]>([])

    /// - Parameters:
    ///   - clock: the time of day, which may step back.
    ///   - monotonic: nanoseconds of the clock that deadlines are measured by.
    ///   - hotRecords: what its readers' owners keep, to be dropped when it changes.
    package init(
        sealing: any EventSealing, clock: @escaping @Sendable () -> Timestamp,
        monotonic: @escaping @Sendable () -> UInt64, hotRecords: (any HotRecords)? = nil
    ) {
        self.hotRecords = hotRecords
        self.sealing = sealing
        self.clock = clock
        self.monotonic = monotonic
    }

    package var engineName: String { "memory" }

    package var condition: StoreCondition { StoreCondition() }

    var committedState: InMemoryState { committed.withLock { $0 } }

    package func makeReader() throws(StoreFailure) -> any DirectoryReader { InMemoryReader(self) }

    /// `completion` is called on the caller's thread, before this returns.
    package func submit<C: Command>(
        _ command: C, from origin: CommandOrigin,
        completion: @escaping @Sendable (Result<C.Outcome, CommandError>) -> Void
    ) {
        let result: Result<C.Outcome, CommandError> = writing.withLock { isClosed in
            if isClosed { return .failure(.failed(.closing)) }
            if origin.isOver(at: monotonic()) { return .failure(.expired) }
            let context = CommandContext(
                organizationID: origin.organizationID, actor: origin.actor, now: clock())
            return execute(command, context: context)
        }
        completion(result)
    }

    package func observeCommits(_ body: @escaping @Sendable () -> Void) {
        observers.withLock { $0.append(body) }
    }

    package func verify() throws(StoreFailure) -> StoreVerification {
        let state = committedState
        var audit = LogAudit(sealing: sealing)
        for entry in state.log {
            audit.take(position: entry.position, bytes: entry.bytes, chainHash: entry.chainHash)
        }
        for record in state.records.values.sorted(by: { $0.user.authyID < $1.user.authyID }) {
            audit.compare(record.user)
            if !state.claims(record.user) {
                audit.report("authy id \(record.user.authyID): its claims are not there")
            }
        }
        audit.finish()
        return StoreVerification(
            events: audit.eventCount, users: audit.userCount, problems: audit.problems)
    }

    package func close() { writing.withLock { $0 = true } }

    private func execute<C: Command>(
        _ command: C, context: CommandContext
    ) -> Result<C.Outcome, CommandError> {
        let transaction = InMemoryTransaction(committedState, sealing: sealing)
        do {
            let outcome = try command.execute(in: transaction, context: context)
            var state = transaction.state
            state.commits += 1
            hotRecords?.drop(transaction.changedKeys, at: state.commits)
            committed.withLock { $0 = state }
            guard transaction.hasChanges else { return .success(outcome) }
            for observer in observers.withLock({ $0 }) { observer() }
            return .success(outcome)
        } catch {
            return .failure(CommandError(thrownBy: error))
        }
    }
}

extension InMemoryState {
    /// Whether a user is found by the uuid, and, while living, by the address.
    fileprivate func claims(_ user: User) -> Bool {
        record(uuid: user.uuid)?.user.authyID == user.authyID
            && (user.isErased
                || record(email: EmailAddress(trusted: user.email))?.user.authyID == user.authyID)
    }
}
