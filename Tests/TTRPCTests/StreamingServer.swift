import Testing

@testable import TTRPC

/// A server's side with a method of each kind, driven as a worker drives it: `u` echoes, `s` sends
/// its message three times, `c` answers with all its messages joined, `b` sends back each, `e` is
/// endless and silent. A message of 0xff does not decode.
final class StreamingServer {
    struct Frame: Equatable {
        var streamID: UInt32
        var type: UInt8
        var flags: UInt8 = 0
        var code: Int32 = 0
        var payload: [UInt8] = []

        static func response(_ id: UInt32, _ payload: [UInt8]) -> Frame {
            Frame(streamID: id, type: 2, payload: payload)
        }
        static func refusal(_ id: UInt32, _ code: Int32) -> Frame {
            Frame(streamID: id, type: 2, code: code)
        }
        static func data(_ id: UInt32, _ payload: [UInt8]) -> Frame {
            Frame(streamID: id, type: 3, payload: payload)
        }
        static func end(_ id: UInt32) -> Frame { Frame(streamID: id, type: 3, flags: 5) }
    }

    private struct Script {
        var kind: StreamKind
        var messages: [[UInt8]] = []
    }

    var connection: ServerConnection
    private var scripts: [UInt32: Script] = [:]

    init(limits: Limits = Limits()) { connection = ServerConnection(limits: limits) }

    static func request(
        _ method: String, _ id: UInt32, flags: UInt8 = 0, _ payload: [UInt8] = []
    ) -> [UInt8] {
        var message: [UInt8] = []
        RequestEnvelope.append(
            service: "s", method: method, payload: payload, timeoutNanoseconds: 0, metadata: [],
            to: &message)
        return Frames.bytes(id, flags: flags, message)
    }

    /// Feeds the pieces and gives all frames that are sent.
    func frames(for pieces: [[UInt8]]) -> [Frame] {
        for piece in pieces {
            var at = 0
            reading: while true {
                switch connection.next(piece.span, &at) {
                case .wait: break reading
                case .close:
                    Issue.record("closed")
                    return []
                case .call(let call):
                    begin(call, call.isGathered ? connection.gathered : piece)
                case .message(let message):
                    take(message, message.isGathered ? connection.gathered : piece)
                }
            }
        }
        return sent()
    }

    private func begin(_ call: ServerConnection.Call, _ bytes: [UInt8]) {
        let payload = Array(bytes[call.envelope.payload])
        let kind: StreamKind
        switch Character(UnicodeScalar(bytes[call.envelope.method.lowerBound])) {
        case "u": return connection.answer(call.streamID, payload.span)
        case "c": kind = .clientStreaming
        case "b": kind = .bidirectional
        default: kind = .serverStreaming
        }
        let isEndless = bytes[call.envelope.method.lowerBound] == UInt8(ascii: "e")
        guard let first = connection.open(call, kind, isEndless: isEndless) else { return }
        scripts[call.streamID] = Script(kind: kind)
        take(first, bytes)
        if kind == .serverStreaming, !isEndless {
            turn(call.streamID) { turn in
                for _ in 0..<3 { turn.send(payload.span) }
                turn.finish()
            }
        }
    }

    private func take(_ message: StreamMessage, _ bytes: [UInt8]) {
        let id = message.streamID
        guard let kind = scripts[id]?.kind else {
            Issue.record("no stream \(id)")
            return
        }
        if let range = message.message {
            let payload = Array(bytes[range])
            scripts[id]?.messages.append(payload)
            if payload == [0xff] {
                turn(id) { $0.fail(Status(.internal, "")) }
            } else if kind == .bidirectional {
                turn(id) { $0.send(payload.span) }
            }
        }
        guard message.isLast else { return }
        let all = (scripts[id]?.messages ?? []).flatMap { $0 }
        turn(id) { turn in
            if kind == .clientStreaming { turn.finish(with: all.span) } else { turn.finish() }
        }
    }

    @discardableResult
    func turn(_ id: UInt32, _ body: (inout StreamTurn) -> Void) -> Bool {
        guard var turn = connection.beginTurn(id, sent: 0) else { return false }
        body(&turn)
        _ = connection.endTurn(turn)
        return true
    }

    /// The frames in the output, which is emptied.
    func sent() -> [Frame] {
        var decoder = FrameDecoder()
        var frames: [Frame] = []
        var at = 0
        let output = connection.output
        connection.output = []
        while case .frame(let header, let range) = decoder.next(output.span, &at) {
            var frame = Frame(
                streamID: header.streamID, type: header.type, flags: header.flags,
                payload: Array(output[range]))
            if header.type == FrameType.response.rawValue {
                guard let read = try? ResponseEnvelope(output.span, range) else { continue }
                frame.code = read.status?.rawCode ?? 0
                frame.payload = Array(output[read.payload])
            }
            frames.append(frame)
        }
        return frames
    }
}
