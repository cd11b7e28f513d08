import Synchronization

/// What has come on one stream and was not taken yet, and how the stream ended. The event loop
/// fills it, one consumer of any task empties it.
final class StreamInbox: Sendable {
    enum Outcome: Sendable {
        /// The server has sent all it has.
        case finished
        /// The one answer of a stream whose server sends no other message.
        case answered([UInt8])
        case failed(RollcallError)
    }

    /// What the consumer gets: messages first, and the outcome once there are no more.
    enum Part: Sendable {
        case messages([[UInt8]])
        case outcome(Outcome)
    }

    /// Bytes that may wait for the consumer before the connection is not read any more; what one
    /// read brings comes on top of it.
    static let limit = 256 << 10

    private struct State {
        var messages: [[UInt8]] = []
        var bytes = 0
        var outcome: Outcome?
        var consumer: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// How it ended; nil while it goes on. Messages may be left.
    var outcome: Outcome? { state.withLock { $0.outcome } }

    /// Whether the connection is to be read on.
    var hasRoom: Bool { state.withLock { $0.bytes < Self.limit && $0.outcome == nil } }

    func add(_ message: [UInt8]) {
        wake { state in
            state.messages.append(message)
            state.bytes += message.count
        }
    }

    /// The first outcome counts.
    func end(_ outcome: Outcome) {
        wake { state in
            if state.outcome == nil { state.outcome = outcome }
        }
    }

    /// Waits until there is something, and takes all of it. For one consumer at a time.
    func take() async -> Part {
        while true {
            let part = state.withLock { state -> Part? in
                if !state.messages.isEmpty {
                    defer {
                        state.messages.removeAll()
                        state.bytes = 0
                    }
                    return .messages(state.messages)
                }
                return state.outcome.map { .outcome($0) }
            }
            if let part { return part }
            await withCheckedContinuation { consumer in
                let mayGoOn = state.withLock { state in
                    if !state.messages.isEmpty || state.outcome != nil { return true }
                    precondition(state.consumer == nil, "a stream has one consumer at a time")
                    state.consumer = consumer
                    return false
                }
                if mayGoOn { consumer.resume() }
            }
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let consumer = state.withLock { state in
            change(&state)
            defer { state.consumer = nil }
            return state.consumer
        }
        consumer?.resume()
    }
}
