import TTRPC

extension FuzzCheck {
    /// A client's connection delivers the same answers, each once, whatever the pieces that its
    /// peer's bytes come in.
    static let client = FuzzCheck("client") { input in
        let pieces = Pieces(input)
        let whole = ClientTranscript([pieces.whole])
        if ClientTranscript(pieces.pieces) != whole { return "other answers from pieces" }
        if ClientTranscript(pieces.single) != whole { return "other answers from single bytes" }
        let ids = whole.endings
        return Set(ids).count == ids.count ? nil : "a call that ended twice"
    }
}

/// What a client's connection with a call of each kind in flight made of what its peer sent.
private struct ClientTranscript: Equatable {
    struct Answer: Equatable {
        var streamID: UInt32
        var status: Status?
        var payload: [UInt8]
    }

    /// On a stream; nil = its end.
    struct Said: Equatable {
        var streamID: UInt32
        var payload: [UInt8]?
    }

    private(set) var answers: [Answer] = []
    private(set) var said: [Said] = []
    private(set) var isBroken = false

    /// The calls that have ended, as often as they have.
    var endings: [UInt32] {
        answers.map(\.streamID) + said.filter { $0.payload == nil }.map(\.streamID)
    }

    init(_ pieces: [[UInt8]]) {
        var connection = ClientConnection()
        var sent: [UInt8] = []
        for kind in [nil, .serverStreaming, .clientStreaming, .bidirectional] as [StreamKind?] {
            _ = connection.start(
                service: "s", method: "m", payload: [1], timeoutNanoseconds: 0, metadata: [],
                kind: kind, into: &sent)
        }
        for piece in pieces where !isBroken {
            connection.receive(piece.span) { event in
                switch event {
                case .answered(let id, let status, let payload):
                    answers.append(Answer(streamID: id, status: status, payload: payload))
                case .message(let id, let payload):
                    said.append(Said(streamID: id, payload: payload))
                case .ended(let id): said.append(Said(streamID: id, payload: nil))
                case .violation: isBroken = true
                }
            }
        }
    }
}
