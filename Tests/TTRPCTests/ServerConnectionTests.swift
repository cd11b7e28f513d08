import Testing

@testable import TTRPC

/// A server's side that answers every call with its own payload, as bytes in and answers out.
private final class Echo {
    var connection: ServerConnection
    var holds: Bool

    init(limits: Limits = Limits(), holds: Bool = false) {
        connection = ServerConnection(limits: limits)
        self.holds = holds
    }

    func release(_ id: UInt32) -> Bool { connection.release(id) }

    func answer(_ id: UInt32, _ payload: [UInt8]) { connection.answer(id, payload.span) }

    struct Answer: Equatable {
        var streamID: UInt32
        var code: Int32
        var payload: [UInt8]
    }

    /// Feeds the pieces; false when the connection was closed.
    func feed(_ pieces: [[UInt8]]) -> Bool {
        for piece in pieces {
            var at = 0
            reading: while true {
                switch connection.next(piece.span, &at) {
                case .wait: break reading
                case .close: return false
                case .message: Issue.record("a message without a stream")
                case .call(let call):
                    let bytes = call.isGathered ? connection.gathered : piece
                    if holds {
                        connection.hold(call.streamID)
                    } else {
                        let payload = Array(bytes[call.envelope.payload])
                        connection.answer(call.streamID, payload.span)
                    }
                }
            }
        }
        return true
    }

    func answers() -> [Answer] {
        var decoder = FrameDecoder()
        var answers: [Answer] = []
        var at = 0
        let output = connection.output
        connection.output = []
        while case .frame(let header, let range) = decoder.next(output.span, &at) {
            #expect(header.type == FrameType.response.rawValue && header.flags == 0)
            guard let read = try? ResponseEnvelope(output.span, range) else { continue }
            answers.append(
                Answer(
                    streamID: header.streamID, code: read.status?.rawCode ?? 0,
                    payload: Array(output[read.payload])))
        }
        return answers
    }
}

private func request(_ id: UInt32, _ payload: [UInt8] = [1]) -> [UInt8] {
    var message: [UInt8] = []
    RequestEnvelope.append(
        service: "s", method: "m", payload: payload, timeoutNanoseconds: 0, metadata: [],
        to: &message)
    return Frames.bytes(id, message)
}

@Suite("The server's side of a connection")
struct ServerConnectionTests {
    private typealias Answer = Echo.Answer

    @Test("every split of the bytes gives the same answers")
    func everySplit() {
        let stream =
            request(1) + Frames.bytes(2, []) + request(3, []) + Frames.bytes(5, type: 9, [1, 2])
            + request(3) + request(7, Array(0..<50))
        let whole = Echo()
        #expect(whole.feed([stream]))
        let expected = whole.answers()
        #expect(expected.count == 5)
        for cut in 0...stream.count {
            let echo = Echo()
            #expect(echo.feed([Array(stream[..<cut]), Array(stream[cut...])]))
            #expect(echo.answers() == expected)
        }
        let bytewise = Echo()
        #expect(bytewise.feed(stream.map { [$0] }))
        #expect(bytewise.answers() == expected)
    }

    @Test("an even id and 0 are refused on that id, and the connection lives")
    func evenIDs() {
        let echo = Echo()
        #expect(echo.feed([request(2), request(0), request(1)]))
        #expect(echo.answers().map(\.code) == [3, 3, 0])
    }

    @Test("the text for an even id is the one that clients know")
    func evenText() throws {
        let echo = Echo()
        _ = echo.feed([request(2)])
        let output = echo.connection.output
        let read = try ResponseEnvelope(output.span, 10..<output.count)
        #expect(read.status?.message == "StreamID must be odd for client initiated streams")
    }

    @Test("an id used before is refused")
    func reuse() {
        let echo = Echo()
        #expect(echo.feed([request(5), request(5)]))
        #expect(
            echo.answers() == [
                Answer(streamID: 5, code: 0, payload: [1]),
                Answer(streamID: 5, code: 3, payload: []),
            ])
    }

    @Test("an id in use is refused, and the live call still gets its one answer")
    func reuseWhileLive() {
        let echo = Echo()
        echo.holds = true
        #expect(echo.feed([request(5), request(5)]))
        #expect(echo.answers().map(\.code) == [3])
        #expect(echo.release(5))
        echo.answer(5, [9])
        #expect(echo.answers() == [Answer(streamID: 5, code: 0, payload: [9])])
        #expect(!echo.release(5))
    }

    @Test("a response from a client, unknown types and unknown flags are ignored")
    func ignored() {
        let echo = Echo()
        #expect(
            echo.feed([
                Frames.bytes(1, type: 2, [1]), Frames.bytes(1, type: 0, [1]),
                Frames.bytes(1, type: 200, [1]), Frames.bytes(1, flags: 0xf0, request(1).suffix(9)),
            ]))
        #expect(echo.answers().map(\.code) == [0])
    }

    @Test("data on a unary call, active and finished, is refused, and the call goes on")
    func dataOnUnary() {
        let echo = Echo()
        echo.holds = true
        #expect(echo.feed([request(1), Frames.bytes(1, type: 3, [1])]))
        #expect(echo.answers().map(\.code) == [3])
        #expect(echo.connection.isOpen(1))
        #expect(echo.release(1))
        #expect(echo.feed([Frames.bytes(1, type: 3, [1]), Frames.bytes(9, type: 3, [1])]))
        #expect(echo.answers().map(\.code) == [3, 3])
        #expect(echo.feed([Frames.bytes(1, type: 3, flags: 5, [])]))
        #expect(echo.answers().isEmpty)
    }

    @Test("an envelope that does not decode is 3, a bad string in it 13")
    func badEnvelopes() {
        let echo = Echo()
        #expect(
            echo.feed([
                Frames.bytes(1, [0xff, 0xff]), Frames.bytes(3, Wire.field(1, [0xff])),
                Frames.bytes(5, Wire.field(2, [0])), request(7),
            ]))
        #expect(echo.answers().map(\.code) == [3, 13, 13, 0])
    }

    @Test("a frame over 4 MiB is refused before its id is looked at, and the next is served")
    func oversize() throws {
        let echo = Echo()
        let message = [UInt8](repeating: 0, count: Limits.maximumMessage + 1)
        #expect(echo.feed([Frames.bytes(2, message), request(1)]))
        let output = echo.connection.output
        #expect(echo.answers().map(\.code) == [8, 0])
        let first = try ResponseEnvelope(output.span, 10..<(10 + Int(output[3])))
        #expect(
            first.status?.message
                == "message length 4194305 exceed maximum message size of 4194304")
    }

    @Test("an answer of exactly 4 MiB is sent, one byte more becomes 8 without a payload")
    func largeAnswers() {
        let echo = Echo()
        // The envelope around a payload of this size takes five bytes.
        let largest = [UInt8](repeating: 1, count: Limits.maximumMessage - 5)
        echo.answer(1, largest)
        #expect(echo.answers() == [Answer(streamID: 1, code: 0, payload: largest)])
        echo.answer(3, largest + [1])
        #expect(echo.answers() == [Answer(streamID: 3, code: 8, payload: [])])
    }

    @Test("what is not ttrpc ends the connection")
    func notTTRPC() {
        let echo = Echo()
        #expect(!echo.feed([Array("GET / HTTP/1.1\r\n\r\n".utf8)]))
        #expect(echo.answers().isEmpty)
    }

    @Test("calls over the limit are refused with a delay, and reading goes on")
    func tooManyInFlight() throws {
        var limits = Limits()
        limits.callsInFlight = 1
        limits.reservedCalls = 1
        let echo = Echo(limits: limits, holds: true)
        #expect(echo.feed([request(1), request(3), request(5)]))
        let output = echo.connection.output
        let read = try ResponseEnvelope(output.span, 10..<output.count)
        #expect(read.status?.code == .resourceExhausted)
        #expect(read.status?.retryAfterMilliseconds != nil)
        #expect(echo.connection.callsInFlight == 2)
    }

    @Test("a draining connection refuses new calls and answers those in flight")
    func draining() {
        let echo = Echo()
        echo.holds = true
        #expect(echo.feed([request(1)]))
        #expect(echo.connection.drain().isEmpty)
        #expect(echo.feed([request(3)]))
        #expect(echo.answers() == [Answer(streamID: 3, code: 14, payload: [])])
        #expect(echo.release(1))
        echo.answer(1, [4])
        #expect(echo.answers() == [Answer(streamID: 1, code: 0, payload: [4])])
    }
}
