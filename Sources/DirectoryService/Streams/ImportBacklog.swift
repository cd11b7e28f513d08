import DirectoryAPI
import DirectoryDomain
import ProtobufC
import Synchronization
import TTRPC

/// What one import has sent and what became of it. Filled on the worker; worked off on the side
/// pool, a message at a time, while the writer writes the one before.
final class ImportBacklog: Sendable {
    /// Bytes that may wait to be unpacked.
    static let byteLimit = 16 << 20
    /// Commands that may wait for the writer: one it works on, one to follow.
    static let commandsInFlight = 2
    /// Records of a command. Each touches about three pages of the indexes, at random: the more
    /// records share a commit, the fewer pages are written, and two commands stay below what the
    /// write-ahead log may reach. It is also what another caller's write may have to wait for.
    static let commandRecords = 2_500

    struct Origin: Sendable {
        let organizationID: String
        let actor: String
        let deadlineNanoseconds: UInt64?
    }

    private struct State {
        var messages: [[UInt8]] = []
        var bytes = 0
        /// Unpacked, and not given to the writer yet.
        var commands: [DirectoryDomain.ImportUsers] = []
        var inFlight = 0
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

    /// Nothing more is to be done; what the writer has already is written.
    func stop() { fail(Status(.cancelled, "the import was given up")) }

    /// nil while something is left to do.
    func outcome() -> Result<ImportUsersResponse, Status>? {
        state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            let isDone =
                state.hasEnded && !state.isUnpacking && state.messages.isEmpty
                && state.commands.isEmpty && state.inFlight == 0
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
                state.commands += batch.commands(ofAtMost: Self.commandRecords)
            }
            goOn()
        } catch {
            fail(Status(describing: error))
            signal.requestTurn()
        }
    }

    /// Gives the writer what it may have, and has the next message unpacked meanwhile.
    private func goOn() {
        let (commands, mustUnpack, isIdle) = state.withLock {
            state -> ([DirectoryDomain.ImportUsers], Bool, Bool) in
            guard state.failure == nil else { return ([], false, true) }
            let count = min(state.commands.count, Self.commandsInFlight - state.inFlight)
            let commands = Array(state.commands.prefix(count))
            state.commands.removeFirst(count)
            state.inFlight += count
            let mustUnpack = Self.begin(&state)
            return (commands, mustUnpack, state.inFlight == 0 && !mustUnpack)
        }
        for command in commands { submit(command) }
        if mustUnpack { unpackAside() }
        if isIdle { signal.requestTurn() }
    }

    private func submit(_ command: DirectoryDomain.ImportUsers) {
        environment.directory.submit(
            command, organizationID: origin.organizationID, actor: origin.actor,
            deadlineNanoseconds: origin.deadlineNanoseconds
        ) { [self] result in
            switch result {
            case .success(let outcome):
                state.withLock { state in
                    state.inFlight -= 1
                    state.tally.add(outcome)
                }
            case .failure(let error):
                state.withLock { $0.inFlight -= 1 }
                fail(Status(describing: error))
            }
            goOn()
        }
    }

    private func fail(_ status: Status) {
        state.withLock { state in
            if state.failure == nil { state.failure = status }
            state.messages.removeAll()
            state.bytes = 0
            state.commands.removeAll()
        }
    }

    /// Whether the caller is to have the next message unpacked.
    private static func begin(_ state: inout State) -> Bool {
        guard !state.isUnpacking, !state.messages.isEmpty,
            state.commands.count < Self.commandsInFlight
        else { return false }
        state.isUnpacking = true
        return true
    }
}
