/// Where answers go that are given on another thread than the connection's.
package protocol AnswerSink: AnyObject, Sendable {
    func deliver(_ answer: Result<[UInt8], Status>, connection: UInt64, streamID: UInt32)
    /// Gives a stream a turn.
    func requestTurn(_ stream: StreamSignal)
    /// Whether the peer can't be answered any more.
    var isPeerGone: Bool { get }
}

/// Answers one held call, once. A second answer, or one for a call that has ended (its deadline
/// passed, its peer is gone), is dropped.
package struct Responder: Sendable {
    private let sink: any AnswerSink
    private let connection: UInt64
    private let streamID: UInt32

    package init(sink: any AnswerSink, connection: UInt64, streamID: UInt32) {
        self.sink = sink
        self.connection = connection
        self.streamID = streamID
    }

    /// Whether nobody waits for the answer any more, for the peer is gone: what has not begun is
    /// not to be.
    package var isAbandoned: Bool { sink.isPeerGone }

    package func answer(_ payload: [UInt8]) {
        sink.deliver(.success(payload), connection: connection, streamID: streamID)
    }

    package func refuse(_ status: Status) {
        sink.deliver(.failure(status), connection: connection, streamID: streamID)
    }
}
