import Testing

@testable import TTRPC

private typealias Frame = StreamingServer.Frame

private func request(
    _ method: String, _ id: UInt32, flags: UInt8 = 0, _ payload: [UInt8] = []
) -> [UInt8] {
    StreamingServer.request(method, id, flags: flags, payload)
}

private func data(_ id: UInt32, flags: UInt8 = 0, _ message: [UInt8]) -> [UInt8] {
    Frames.bytes(id, type: 3, flags: flags, message)
}

@Suite("Streams of the server's side")
struct StreamTests {
    @Test("every split of the bytes gives the same frames, for all kinds of methods")
    func everySplit() {
        let stream =
            request("u", 1, [1]) + request("s", 3, flags: 1, [2]) + request("c", 5, flags: 2)
            + request("b", 7, flags: 6) + data(5, [5, 5]) + data(7, [7]) + data(5, flags: 4, [])
            + request("b", 9, flags: 2, [8]) + data(7, []) + data(5, flags: 1, [6])
            + data(7, flags: 5, []) + data(7, [1]) + data(9, flags: 5, []) + data(1, [1])
        let whole = StreamingServer().frames(for: [stream])
        #expect(
            whole == [
                .response(1, [1]), .data(3, [2]), .data(3, [2]), .data(3, [2]), .end(3),
                .data(7, [7]), .data(9, [8]), .data(7, []), .response(5, [5, 5, 6]), .end(7),
                .refusal(7, 3), .end(9), .refusal(1, 3),
            ])
        #expect(StreamingServer().frames(for: stream.map { [$0] }) == whole)
        for cut in 0...stream.count {
            let pieces = [Array(stream[..<cut]), Array(stream[cut...])]
            #expect(StreamingServer().frames(for: pieces) == whole)
        }
        for cut in stride(from: 0, to: stream.count - 7, by: 2) {
            let pieces = [
                Array(stream[..<cut]), Array(stream[cut..<(cut + 7)]), Array(stream[(cut + 7)...]),
            ]
            #expect(StreamingServer().frames(for: pieces) == whole)
        }
    }

    @Test("the kind of the method decides, whatever the flags of the request say")
    func flagsThatDoNotFit() {
        for flags: UInt8 in [0, 1, 2, 4, 5, 6, 0xf8] {
            let server = StreamingServer()
            #expect(server.frames(for: [request("u", 1, flags: flags, [1])]).map(\.code) == [0])
            #expect(server.frames(for: [request("s", 3, flags: flags, [2])]).last == .end(3))
        }
        // A client's stream that came without a flag goes on; one that came closed is over.
        let server = StreamingServer()
        #expect(server.frames(for: [request("c", 1, [1])]).isEmpty)
        #expect(server.frames(for: [data(1, flags: 5, [])]) == [.response(1, [1])])
        #expect(server.frames(for: [request("c", 3, flags: 1, [3])]) == [.response(3, [3])])
    }

    @Test("a payload in a client's first request is its first message, unless it says no data")
    func firstMessage() {
        let server = StreamingServer()
        let close = data(1, flags: 5, [])
        #expect(
            server.frames(for: [request("c", 1, flags: 2, [1]) + close]) == [.response(1, [1])])
        let ignored = request("c", 3, flags: 6, [1]) + data(3, flags: 5, [])
        #expect(server.frames(for: [ignored]) == [.response(3, [])])
        // Without a payload there is no message, not an empty one.
        let empty = request("b", 5, flags: 2) + data(5, flags: 5, [])
        #expect(server.frames(for: [empty]) == [.end(5)])
    }

    @Test("data for an unknown, a finished and a unary stream is refused, the rest goes on")
    func noStream() {
        let server = StreamingServer()
        let opened = request("b", 1, flags: 2) + data(9, [1]) + data(1, [4])
        #expect(server.frames(for: [opened]) == [.refusal(9, 3), .data(1, [4])])
        #expect(server.frames(for: [request("s", 3) + data(3, [1])]).last == .refusal(3, 3))
        #expect(server.frames(for: [data(3, flags: 1, []) + data(9, flags: 5, [])]).isEmpty)
        #expect(server.frames(for: [data(1, flags: 5, [])]) == [.end(1)])
    }

    @Test("data after the close is refused, a second close ignored, and the stream goes on")
    func afterClose() {
        let server = StreamingServer()
        _ = server.frames(for: [request("e", 1, flags: 1)])
        #expect(
            server.frames(for: [data(1, [1]) + data(1, flags: 5, []) + data(1, flags: 1, [])])
                == [.refusal(1, 3)])
        #expect(server.connection.isOpen(1))
        #expect(server.turn(1) { $0.send([7].span) })
        #expect(server.sent() == [.data(1, [7])])
    }

    @Test("a message that does not decode ends its stream at once")
    func doesNotDecode() {
        let server = StreamingServer()
        #expect(
            server.frames(for: [request("b", 1, flags: 2) + data(1, [0xff]) + data(1, [1])])
                == [.refusal(1, 13), .refusal(1, 3)])
    }

    @Test("an id in use by a stream is refused, and the stream goes on")
    func reuse() {
        let server = StreamingServer()
        let bytes = request("c", 1, flags: 2) + request("u", 1) + data(1, flags: 1, [1])
        #expect(server.frames(for: [bytes]) == [.refusal(1, 3), .response(1, [1])])
        #expect(server.frames(for: [request("u", 1)]) == [.refusal(1, 3)])
    }

    @Test("a message of exactly 4 MiB is sent, one byte more ends the stream with 8")
    func largest() {
        let server = StreamingServer()
        _ = server.frames(for: [request("e", 1) + request("c", 3, flags: 2)])
        let largest = [UInt8](repeating: 1, count: Limits.maximumMessage)
        server.turn(1) { $0.send(largest.span) }
        #expect(server.sent() == [.data(1, largest)])
        server.turn(1) { turn in
            turn.send((largest + [1]).span)
            #expect(turn.isOver && !turn.hasRoom)
            turn.finish()
        }
        server.turn(3) { $0.finish(with: largest.span) }
        #expect(server.sent() == [.refusal(1, 8), .refusal(3, 8)])
        #expect(server.connection.callsInFlight == 0)
    }

    @Test("a turn has room until so much waits")
    func room() {
        var limits = Limits()
        limits.outputForStreams = 100
        let server = StreamingServer(limits: limits)
        _ = server.frames(for: [request("e", 1)])
        var messages = 0
        server.turn(1) { turn in
            while turn.hasRoom {
                turn.send([UInt8](repeating: 0, count: 20).span)
                messages += 1
            }
        }
        #expect(messages == 4)
    }

    @Test("streams over the limit are refused with a delay, and reading goes on")
    func tooMany() throws {
        var limits = Limits()
        limits.liveStreams = 2
        let server = StreamingServer(limits: limits)
        let bytes = request("e", 1) + request("e", 3) + request("e", 5) + request("u", 7, [7])
        #expect(server.frames(for: [bytes]) == [.refusal(5, 8), .response(7, [7])])
        _ = server.frames(for: [request("e", 9)])
        #expect(server.connection.callsInFlight == 2)
    }

    @Test("when the peer ends, endless streams end and the others say what they have")
    func endOfInput() {
        let server = StreamingServer()
        _ = server.frames(for: [request("e", 1) + request("c", 3, flags: 2)])
        #expect(Set(server.connection.endInput()) == [1, 3])
        #expect(Set(server.sent().map(\.streamID)) == [1, 3])
        let call = request("b", 5, flags: 2)
        _ = server.frames(for: [call])
        #expect(server.connection.endInput() == [5])
        #expect(server.sent() == [.refusal(5, 1)])
        #expect(server.connection.endInput().isEmpty)
    }

    @Test("when the daemon drains, streams end with 14 and new ones are refused")
    func draining() {
        let server = StreamingServer()
        _ = server.frames(for: [request("e", 1) + request("b", 3, flags: 2)])
        #expect(Set(server.connection.drain()) == [1, 3])
        #expect(server.sent().map(\.code) == [14, 14])
        #expect(server.frames(for: [request("s", 5)]) == [.refusal(5, 14)])
        #expect(!server.turn(1) { $0.finish() })
    }
}
