import CLinux
import Synchronization
import TTRPC

/// What other threads tell a worker. Posting wakes the worker only when it sleeps.
final class Mailbox: Sendable {
    enum Message: Sendable {
        case adopt(PassedConnection)
        case answer(Result<[UInt8], Status>, connection: UInt64, streamID: UInt32)
        case turn(StreamSignal)
        /// The dispatcher's signal was raised.
        case signalled
        /// No new calls; end when those in flight are answered.
        case drain
        /// Read no more; pass each connection on when nothing is owed to it.
        case handOver(PassedConnections)
        /// End now.
        case stop
    }

    private struct State {
        var messages: [Message] = []
        var isOwnerAsleep = false
    }

    /// Readable when the worker is to wake.
    let descriptor: Int32
    private let state = Mutex(State())

    init() throws(SocketError) {
        descriptor = clinux_eventfd()
        if descriptor < 0 {
            throw .system(call: "make", path: "an eventfd", errno: -descriptor)
        }
    }

    deinit { clinux_close(descriptor) }

    func post(_ message: Message) {
        let mustWake = state.withLock { state in
            state.messages.append(message)
            defer { state.isOwnerAsleep = false }
            return state.isOwnerAsleep
        }
        if mustWake { clinux_eventfd_signal(descriptor) }
    }

    /// Says that the owner will sleep; false when there is something to take first.
    func fallAsleep() -> Bool {
        state.withLock { state in
            state.isOwnerAsleep = state.messages.isEmpty
            return state.isOwnerAsleep
        }
    }

    /// Takes all messages, leaving `spare` in their place so that its memory is used again.
    func take(into spare: inout [Message]) {
        spare.removeAll(keepingCapacity: true)
        state.withLock { state in
            state.isOwnerAsleep = false
            swap(&state.messages, &spare)
        }
    }

    func clearSignal() { clinux_eventfd_clear(descriptor) }
}
