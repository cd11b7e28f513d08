import DirectoryAPI
import DirectoryDomain
import ProtobufC
import Synchronization
import TTRPC

/// What one import has sent and what became of it. Filled on the worker; worked off on the side
/// pool, a message at a time, while the writer writes what was unpacked before.
///
/// The writer has one command of it at a time, and is given the next when it answers, before it
/// looks what else waits: so it never waits for an import, and others' writes take turns with it.
final class ImportBacklog: Sendable {
    /// Bytes that may wait to be unpacked.
    static let byteLimit = 16 << 20

    struct Origin: Sendable {
        let organizationID: String
        let actor: String
        let deadlineNanoseconds: UInt64?
        /// That its commands wait in.
        let line: UInt64
    }

    private struct State {
        var messages: [[UInt8]] = []
        var bytes = 0
        var stock = ImportStock()
        var pace = ImportPace()
        var isWriting = false
        var isUnpacking = false
        var hasEnded = false
        var records: Int64 = 0
        var tally = ImportTally()
        var failure: Status?
    }

    private let state = Mutex(State())
    private let environment: ServiceEnvironment
    private let origin: Origin
    private let signal: StreamSignal

    init(environment: ServiceEnvironment, origin: Origin, signal: StreamSignal) {
        self.environment = environment
        self.origin = origin
        self.signal = signal
    }

    /// Takes the next message; false when too much waits already.
    func add(_ message: [UInt8]) -> Bool {
        let (isTaken, mustUnpack) = state.withLock { state -> (Bool, Bool) in
            guard state.failure == nil else { return (true, false) }
            guard state.bytes + message.count <= Self.byteLimit else { return (false, false) }
            state.messages.append(message)
            state.bytes += message.count
            return (true, Self.begin(&state))
        }
        if mustUnpack { unpackAside() }
        return isTaken
    }

    func endInput() { state.withLock { $0.hasEnded = true } }

    /// Nothing more is to be done; what the writer has begun is written.
    func stop() { fail(Status(.cancelled, "the import was given up")) }

    /// nil while something is left to do.
    func outcome() -> Result<ImportUsersResponse, Status>? {
        state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            let isDone =
                state.hasEnded && !state.isUnpacking && state.messages.isEmpty
                && state.stock.isEmpty && !state.isWriting
            return isDone ? .success(state.tally.response) : nil
        }
    }

    private func unpackAside() { environment.aside { [self] in unpack() } }

    /// One message, on a thread of the side pool.
    private func unpack() {
        let next = state.withLock { state -> (message: [UInt8], firstNumber: Int64)? in
            guard state.failure == nil, !state.messages.isEmpty else {
                state.isUnpacking = false
                return nil
            }
            let message = state.messages.removeFirst()
            state.bytes -= message.count
            return (message, state.records + 1)
        }
        guard let next else { return signal.requestTurn() }
        do {
            let batch = try ImportBatch(
                next.message, firstNumber: next.firstNumber, at: environment.clock())
            state.withLock { state in
                state.isUnpacking = false
                state.records += batch.records
                state.tally.reject(batch.rejections)
                state.stock.add(batch)
            }
            goOn()
        } catch {
            fail(Status(describing: error))
            signal.requestTurn()
        }
    }

    /// Gives the writer what it may have, and has the next message unpacked meanwhile.
    private func goOn() {
        let (command, mustUnpack, isIdle) = state.withLock {
            state -> (DirectoryDomain.ImportUsers?, Bool, Bool) in
            guard state.failure == nil else { return (nil, false, true) }
            let mustUnpack = Self.begin(&state)
            let command = Self.take(&state)
            return (command, mustUnpack, !state.isWriting && !mustUnpack)
        }
        if let command { submit(command) }
        if mustUnpack { unpackAside() }
        if isIdle { signal.requestTurn() }
    }

    private func submit(_ command: DirectoryDomain.ImportUsers) {
        let origin = CommandOrigin(
            organizationID: origin.organizationID, actor: origin.actor,
            deadlineNanoseconds: origin.deadlineNanoseconds, line: origin.line,
            isAbandoned: { [self] in isAbandoned })
        environment.directory.submit(command, from: origin) { [self] result in
            switch result {
            case .success(let outcome):
                let condition = environment.directory.store.condition
                let waiting = condition.writer?.queuedCommands ?? 0
                state.withLock { state in
                    state.isWriting = false
                    state.tally.add(outcome)
                    state.pace.didCommit(
                        records: command.users.count, logBytes: condition.logBytes,
                        isWaitedFor: waiting > 0)
                }
            case .failure(let error): fail(Status(describing: error))
            }
            goOn()
        }
    }

    private var isAbandoned: Bool {
        signal.isAbandoned || state.withLock { $0.failure != nil }
    }

    /// From here on there is an answer, whatever the writer still has of it.
    private func fail(_ status: Status) {
        state.withLock { state in
            if state.failure == nil { state.failure = status }
            state.messages.removeAll()
            state.bytes = 0
            state.stock.removeAll()
        }
    }

    /// Whether the caller is to have the next message unpacked: while the writer writes, what it is
    /// to be given next.
    private static func begin(_ state: inout State) -> Bool {
        guard !state.isUnpacking, !state.messages.isEmpty,
            state.stock.count < 2 * state.pace.records
        else { return false }
        state.isUnpacking = true
        return true
    }

    /// A whole commit's records; what there is when no more is here to be unpacked.
    private static func take(_ state: inout State) -> DirectoryDomain.ImportUsers? {
        guard !state.isWriting, !state.stock.isEmpty,
            !state.isUnpacking || state.stock.count >= state.pace.records
        else { return nil }
        state.isWriting = true
        return state.stock.take(atMost: state.pace.records)
    }
}
