import TTRPC

extension FuzzCheck {
    /// A server's connection sees the same calls and says the same bytes, whatever the pieces that
    /// its peer's bytes come in.
    static let server = FuzzCheck("server") { input in
        let pieces = Pieces(input)
        let whole = ServerTranscript([pieces.whole])
        if ServerTranscript(pieces.pieces) != whole { return "another course from pieces" }
        if ServerTranscript(pieces.single) != whole { return "another course from single bytes" }
        return whole.problem
    }
}

/// What a server's connection did, whose calls are met by their ids: answered at once, refused,
/// held for ever or until a later one, or gone on with as streams of every kind.
private struct ServerTranscript: Equatable {
    enum Event: Equatable {
        case call(UInt32, FrameFlags, texts: [[UInt8]], timeoutNanoseconds: Int64)
        case message(UInt32, [UInt8]?, isLast: Bool)
    }

    private(set) var events: [Event] = []
    private(set) var output: [UInt8] = []
    private(set) var isClosed = false
    private(set) var callsInFlight = 0
    private var held: [UInt32] = []
    private var kinds: [UInt32: StreamKind] = [:]

    init(_ pieces: [[UInt8]]) {
        var limits = Limits()
        (limits.callsInFlight, limits.reservedCalls, limits.liveStreams) = (2, 1, 3)
        (limits.metadataPairs, limits.rememberedStreams) = (4, 64)
        var connection = ServerConnection(limits: limits)
        for piece in pieces where !isClosed { feed(piece, to: &connection) }
        output = connection.output
        callsInFlight = connection.callsInFlight
    }

    private mutating func feed(_ piece: [UInt8], to connection: inout ServerConnection) {
        var at = 0
        while true {
            switch connection.next(piece.span, &at) {
            case .wait: return
            case .close:
                isClosed = true
                return
            case .message(let message):
                take(message, message.isGathered ? connection.gathered : piece, &connection)
            case .call(let call):
                let bytes = call.isGathered ? connection.gathered : piece
                note(call, in: bytes)
                meet(call, bytes, &connection)
            }
        }
    }

    private mutating func note(_ call: ServerConnection.Call, in bytes: [UInt8]) {
        let envelope = call.envelope
        var places = [envelope.service, envelope.method, envelope.payload]
        for pair in envelope.metadata { places += [pair.key, pair.value] }
        events.append(
            .call(
                call.streamID, call.flags, texts: places.map { Array(bytes[$0]) },
                timeoutNanoseconds: envelope.timeoutNanoseconds))
    }

    private mutating func meet(
        _ call: ServerConnection.Call, _ bytes: [UInt8], _ connection: inout ServerConnection
    ) {
        let id = call.streamID
        let payload = Array(bytes[call.envelope.payload])
        switch id >> 1 & 7 {
        case 0: connection.answer(id, payload.span)
        case 1: connection.refuse(id, Status(.notFound, "nobody"))
        case 2:
            connection.hold(id)
            held.append(id)
        case 3:
            connection.answer(id, payload.span)
            guard let first = held.first else { return }
            held.removeFirst()
            if connection.release(first) { connection.answer(first, payload.span) }
        case 4, 5: open(call, .bidirectional, bytes, &connection)
        case 6: open(call, .clientStreaming, bytes, &connection)
        default: open(call, .serverStreaming, bytes, &connection)
        }
    }

    private mutating func open(
        _ call: ServerConnection.Call, _ kind: StreamKind, _ bytes: [UInt8],
        _ connection: inout ServerConnection
    ) {
        guard let first = connection.open(call, kind, isEndless: false) else { return }
        kinds[call.streamID] = kind
        take(first, bytes, &connection)
    }

    /// A stream of both sides says everything back, one of the client's all of the last message,
    /// one of the server's nothing, so that it stays open.
    private mutating func take(
        _ message: StreamMessage, _ bytes: [UInt8], _ connection: inout ServerConnection
    ) {
        let said = message.message.map { Array(bytes[$0]) }
        events.append(.message(message.streamID, said, isLast: message.isLast))
        guard let kind = kinds[message.streamID],
            var turn = connection.beginTurn(message.streamID, sent: 0)
        else { return }
        let answer = said ?? []
        if kind == .bidirectional {
            turn.send(answer.span)
            if answer.first == 0xff { turn.fail(Status(.internal, "")) }
            if message.isLast { turn.finish() }
        } else if kind == .clientStreaming, message.isLast {
            turn.finish(with: answer.span)
        }
        _ = connection.endTurn(turn)
    }

    /// What no course may show: output that is no sequence of whole Responses and Data.
    var problem: String? {
        var decoder = FrameDecoder()
        var at = 0
        while at < output.count {
            guard case .frame(let header, let range) = decoder.next(output.span, &at) else {
                return "output that is no whole frame"
            }
            switch FrameType(rawValue: header.type) {
            case .response where header.flags == 0:
                if (try? ResponseEnvelope(output.span, range)) == nil {
                    return "output that is no Response"
                }
            case .data where header.flags == 0 || header.flags == 5 && range.isEmpty: break
            case .request, .response, .data, nil: return "output that is no answer"
            }
        }
        return nil
    }
}
