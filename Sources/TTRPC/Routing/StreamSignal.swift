import Synchronization

/// Asks for a turn of one stream, from any thread. However often it is asked before the turn, there
/// is one turn; one for a stream that is over is dropped.
package final class StreamSignal: Sendable {
    package let connection: UInt64
    package let streamID: UInt32
    private let sink: any AnswerSink
    private let isRaised = Atomic<Bool>(false)

    init(sink: any AnswerSink, connection: UInt64, streamID: UInt32) {
        self.sink = sink
        self.connection = connection
        self.streamID = streamID
    }

    /// Whether nobody waits for the answer any more, for the peer is gone.
    package var isAbandoned: Bool { sink.isPeerGone }

    /// `produce` will be called, and sees what the caller has written before.
    package func requestTurn() {
        guard !isRaised.exchange(true, ordering: .acquiringAndReleasing) else { return }
        sink.requestTurn(self)
    }

    /// By the worker, before the turn.
    package func lower() { _ = isRaised.exchange(false, ordering: .acquiringAndReleasing) }
}
