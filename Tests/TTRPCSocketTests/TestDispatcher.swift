import TTRPC

/// Methods for tests, by their first letter: `echo` answers its payload, `hold` is answered when
/// the test says so, `peer` answers the uid, `code` refuses with the code of its payload's byte,
/// `size` answers so many bytes as its payload has digits for.
///
/// Those that stream: `three` sends its payload three times, `join` answers with all its messages,
/// `mirror` sends each back, `watch` sends the latest news of the test's to all its watchers,
/// `flood` sends 64 KiB as often as there is room, and so does `gush`, which is a feed.
final class TestDispatcher: CallDispatcher {
    private let held: TestServer.HeldCalls
    private let log: StreamLog
    private var watchers: [TestStream] = []

    init(_ held: TestServer.HeldCalls, _ log: StreamLog) {
        self.held = held
        self.log = log
    }

    func dispatch(_ call: borrowing IncomingCall, _ reply: inout [UInt8]) -> Disposition {
        switch call.method[0] {
        case UInt8(ascii: "e"):
            for index in call.payload.indices { reply.append(call.payload[index]) }
            return .answered
        case UInt8(ascii: "h"):
            held.add(call.responder())
            return .held
        case UInt8(ascii: "p"):
            reply = Array(String(call.peer.uid).utf8)
            return .answered
        case UInt8(ascii: "c"):
            return .refused(Status(rawCode: Int32(call.payload[0]), message: "as asked"))
        case UInt8(ascii: "s"):
            var size = 0
            for index in call.payload.indices { size = size * 10 + Int(call.payload[index]) - 48 }
            reply = [UInt8](repeating: 1, count: size)
            return .answered
        default:
            let stream = TestStream(call, log)
            if stream.method == UInt8(ascii: "w") { watchers.append(stream) }
            return .streaming(stream)
        }
    }

    func start(_ signal: DispatcherSignal) { log.watch(signal) }

    func signalled(_ turns: inout TurnRequests) {
        watchers.removeAll { $0.isOver }
        for watcher in watchers { turns.request(watcher.signal) }
    }

    func endBatch() {}
}

/// A stream of one of the methods.
final class TestStream: StreamHandler {
    let method: UInt8
    let signal: StreamSignal
    private(set) var isOver = false
    private let log: StreamLog
    private var messages: [UInt8]
    private var news = 0

    init(_ call: borrowing IncomingCall, _ log: StreamLog) {
        method = call.method[0]
        signal = call.streamSignal()
        self.log = log
        messages = []
        if kind == .serverStreaming {
            for index in call.payload.indices { messages.append(call.payload[index]) }
        }
        log.opened(signal)
    }

    var kind: StreamKind {
        switch method {
        case UInt8(ascii: "j"): .clientStreaming
        case UInt8(ascii: "m"): .bidirectional
        default: .serverStreaming
        }
    }

    var isEndless: Bool { method == UInt8(ascii: "w") || method == UInt8(ascii: "g") }

    func receive(_ message: Span<UInt8>, _ turn: inout StreamTurn) {
        if kind == .bidirectional {
            turn.send(message)
            return
        }
        for index in message.indices { messages.append(message[index]) }
        if messages.last == 0xff { turn.fail(Status(.internal, "does not decode")) }
    }

    func clientEnded(_ turn: inout StreamTurn) {
        let all = messages
        if kind == .bidirectional {
            turn.finish()
        } else {
            turn.finish(with: all.span)
        }
    }

    func produce(_ turn: inout StreamTurn) {
        switch method {
        case UInt8(ascii: "t"):
            let message = messages
            for _ in 0..<3 { turn.send(message.span) }
            turn.finish()
        case UInt8(ascii: "w"):
            let latest = log.news
            for number in news..<latest { turn.send([UInt8(truncatingIfNeeded: number)].span) }
            news = latest
        case UInt8(ascii: "f"), UInt8(ascii: "g"):
            let message = [UInt8](repeating: 1, count: 65_536)
            while turn.hasRoom { turn.send(message.span) }
        default: break
        }
    }

    func cancelled() {
        isOver = true
        log.cancelled()
    }
}
