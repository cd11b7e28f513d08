/// What a stream says in one turn, straight into its connection's output.
package struct StreamTurn: ~Copyable {
    enum Ending {
        case open
        /// By `finish` or `fail`.
        case ended
        /// A message of its own was too large.
        case cutOff
    }

    /// Bytes for the peer, this stream's behind those of the others.
    private var output: [UInt8]
    let streamID: UInt32
    private(set) var ending = Ending.open
    private let kind: StreamKind
    /// Bytes that `output` may hold before the stream is asked to wait.
    private let room: Int

    init(_ streamID: UInt32, _ kind: StreamKind, output: consuming [UInt8], room: Int) {
        self.streamID = streamID
        self.kind = kind
        self.output = output
        self.room = room
    }

    consuming func takeOutput() -> [UInt8] { output }

    /// Whether the peer takes what it is sent. Without room a producer is to return: it is called
    /// again once there is some. Never true for a stream that is over.
    package var hasRoom: Bool { !isOver && output.count < room }

    /// Nothing can be said any more; what is said all the same is dropped.
    package var isOver: Bool {
        switch ending {
        case .open: false
        case .ended, .cutOff: true
        }
    }

    /// Sends one message; not for a method that answers with a single Response. One that is larger
    /// than a frame may be ends the stream with RESOURCE_EXHAUSTED.
    package mutating func send(_ payload: Span<UInt8>) {
        precondition(kind.serverStreams, "a client stream is answered by finish(with:)")
        guard !isOver else { return }
        guard payload.count <= Limits.maximumMessage else {
            OutgoingFrame.refuse(streamID, .tooLong(payload.count), to: &output)
            ending = .cutOff
            return
        }
        OutgoingFrame.data(streamID, payload, to: &output)
    }

    /// All is said: Data 0x05 without bytes.
    package mutating func finish() {
        precondition(kind.serverStreams, "a client stream is answered by finish(with:)")
        guard !isOver else { return }
        OutgoingFrame.end(streamID, to: &output)
        ending = .ended
    }

    /// The one answer of a method whose client streams and whose server does not.
    package mutating func finish(with response: Span<UInt8>) {
        precondition(!kind.serverStreams, "a server stream is ended by finish()")
        guard !isOver else { return }
        OutgoingFrame.answer(streamID, response, to: &output)
        ending = .ended
    }

    /// A stream that fails ends with a Response, never with Data.
    package mutating func fail(_ status: Status) {
        guard !isOver else { return }
        OutgoingFrame.refuse(streamID, status, to: &output)
        ending = .ended
    }
}
