import DirectoryDomain
import Dispatch
import Synchronization

/// What waits for the writer. Any thread adds, the writer's thread takes.
final class WriterQueue: Sendable {
    enum Work {
        /// From the lines in turns.
        case batch([QueuedCommand])
        /// To be begun beside the batches.
        case backup(BackupOrder)
        /// Nothing came for as long as was allowed.
        case idle
        /// Nothing more will come, and all was taken.
        case closed
    }

    private struct State {
        var waiting = CommandLines()
        var backup: BackupOrder?
        /// Why nothing more is taken.
        var refusal: StoreFailure?
        /// The writer sleeps: whoever changes something wakes it, once.
        var isSleeping = false
    }

    /// Commands of one line that wait at the most: some seconds of writing. Callers that have given
    /// up leave theirs behind, so that what a connection may have in flight is no bound for this.
    static let lineLimit = 65_536
    /// Commands that wait at the most, whosever they are.
    static let limit = 4 * lineLimit
    /// A line as short as this may still grow when all the others have used up the room.
    static let reservedLine = 256

    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)

    /// Commands that wait.
    var count: Int { state.withLock { $0.waiting.count } }

    /// A refused command is answered on the caller's thread.
    func add(_ command: QueuedCommand) {
        let (refusal, mustWake) = state.withLock { state -> (StoreFailure?, Bool) in
            if let refusal = state.refusal { return (refusal, false) }
            if Self.isFull(state.waiting, for: command.origin.line) { return (.busy, false) }
            state.waiting.add(command)
            return (nil, Self.wakes(&state))
        }
        if let refusal { command.fail(.failed(refusal)) }
        if mustWake { wakeUp.signal() }
    }

    /// One at a time. A refused one is ended here.
    func add(_ order: BackupOrder) {
        let (refusal, mustWake) = state.withLock { state -> (StoreFailure?, Bool) in
            if let refusal = state.refusal { return (refusal, false) }
            state.backup = order
            return (nil, Self.wakes(&state))
        }
        if let refusal { order.end(.store(refusal)) }
        if mustWake { wakeUp.signal() }
    }

    /// From now on everything new is refused; what waits is still taken.
    func close(_ refusal: StoreFailure) {
        let mustWake = state.withLock { state in
            if state.refusal == nil { state.refusal = refusal }
            return Self.wakes(&state)
        }
        if mustWake { wakeUp.signal() }
    }

    /// Takes what waits, so much at the most; waits for the first one if there is none.
    func take(atMost count: Int, idleAfterNanoseconds: UInt64) -> Work {
        while true {
            let work = state.withLock { state -> Work? in
                if let order = state.backup {
                    state.backup = nil
                    return .backup(order)
                }
                if state.waiting.isEmpty {
                    guard state.refusal == nil else { return .closed }
                    state.isSleeping = true
                    return nil
                }
                return .batch(state.waiting.take(atMost: count))
            }
            if let work { return work }
            let patience = DispatchTimeInterval.nanoseconds(Int(idleAfterNanoseconds))
            guard wakeUp.wait(timeout: .now() + patience) == .timedOut else { continue }
            // Someone may have decided to wake us since: then the signal is taken here.
            let isStillSleeping = state.withLock { state in
                defer { state.isSleeping = false }
                return state.isSleeping
            }
            if isStillSleeping { return .idle }
            wakeUp.wait()
        }
    }

    private static func wakes(_ state: inout State) -> Bool {
        defer { state.isSleeping = false }
        return state.isSleeping
    }

    private static func isFull(_ waiting: CommandLines, for line: UInt64) -> Bool {
        let ahead = waiting.count(of: line)
        return ahead >= lineLimit || (waiting.count >= limit && ahead >= reservedLine)
    }
}
