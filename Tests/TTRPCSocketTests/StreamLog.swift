import Synchronization
import TTRPC

/// What the streams of a test have met, and the news that they watch. Any thread.
final class StreamLog: Sendable {
    private struct State {
        var news = 0
        var cancelled = 0
        var signals: [DispatcherSignal] = []
        var streams: [StreamSignal] = []
        var waiters: [(count: Int, CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var news: Int { state.withLock { $0.news } }
    var streams: [StreamSignal] { state.withLock { $0.streams } }

    func watch(_ signal: DispatcherSignal) { state.withLock { $0.signals.append(signal) } }

    func opened(_ stream: StreamSignal) { state.withLock { $0.streams.append(stream) } }

    /// Makes some news and tells every worker.
    func tell(_ count: Int) {
        let signals = state.withLock { state in
            state.news += count
            return state.signals
        }
        for signal in signals { signal.raise() }
    }

    func cancelled() {
        let met = state.withLock { state in
            state.cancelled += 1
            let met = state.waiters.filter { $0.count <= state.cancelled }
            state.waiters.removeAll { $0.count <= state.cancelled }
            return met
        }
        for waiter in met { waiter.1.resume() }
    }

    /// Waits until so many streams were cancelled.
    func waitUntilCancelled(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.cancelled >= count { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
