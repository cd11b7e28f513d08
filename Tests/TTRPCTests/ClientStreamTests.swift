import Testing

@testable import TTRPC

@Suite("Streams on the client's side of a connection")
struct ClientStreamTests {
    private enum Seen: Equatable {
        case answered(UInt32, StatusCode?, [UInt8])
        case message(UInt32, [UInt8])
        case ended(UInt32)
        case violation
    }

    private static func seen(
        _ client: inout ClientConnection, _ pieces: [[UInt8]]
    ) -> [Seen] {
        var seen: [Seen] = []
        for piece in pieces {
            client.receive(piece.span) { event in
                switch event {
                case .answered(let id, let status, let payload):
                    seen.append(.answered(id, status?.code, payload))
                case .message(let id, let payload): seen.append(.message(id, payload))
                case .ended(let id): seen.append(.ended(id))
                case .violation: seen.append(.violation)
                }
            }
        }
        return seen
    }

    private static func start(
        _ client: inout ClientConnection, _ kind: StreamKind?, into output: inout [UInt8]
    ) -> UInt32? {
        client.start(
            service: "s", method: "m", payload: [7], timeoutNanoseconds: 0, metadata: [],
            kind: kind, into: &output)
    }

    private static func data(
        _ id: UInt32, _ payload: [UInt8], _ flags: FrameFlags = []
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        FrameHeader(length: payload.count, streamID: id, type: .data, flags: flags)
            .append(to: &bytes)
        return bytes + payload
    }

    private static func response(
        _ id: UInt32, _ status: Status?, _ payload: [UInt8] = []
    ) -> [UInt8] {
        var server = ServerConnection()
        if let status { server.refuse(id, status) } else { server.answer(id, payload.span) }
        return server.output
    }

    @Test(
        "a request says by its flags who will send more",
        arguments: [
            (nil, 0), (.serverStreaming, 0x01), (.clientStreaming, 0x06), (.bidirectional, 0x06),
        ] as [(StreamKind?, UInt8)])
    func flags(_ kind: StreamKind?, _ flags: UInt8) throws {
        var client = ClientConnection()
        var output: [UInt8] = []
        #expect(Self.start(&client, kind, into: &output) == 1)
        let header = FrameHeader(output.span)
        #expect(header.flags == flags)
        #expect(header.length == output.count - Limits.headerLength)
    }

    @Test("messages, ends and failures are the same however the bytes are split")
    func splits() {
        let bytes =
            Self.data(1, [1, 2]) + Self.data(3, [3]) + Self.data(1, [])
            + Self.data(3, [], [.remoteClosed, .noData])
            + Self.data(5, [9], .remoteClosed) + Self.response(7, nil, [4])
            + Self.response(1, Status(.unavailable, "draining"))
        let wanted: [Seen] = [
            .message(1, [1, 2]), .message(3, [3]), .message(1, []), .ended(3), .message(5, [9]),
            .ended(5), .answered(7, nil, [4]), .answered(1, .unavailable, []),
        ]
        var client = ClientConnection()
        var output: [UInt8] = []
        for _ in 0..<3 { _ = Self.start(&client, .serverStreaming, into: &output) }
        _ = Self.start(&client, .clientStreaming, into: &output)
        for cut in 0...bytes.count {
            var copy = client
            #expect(
                Self.seen(&copy, [Array(bytes[..<cut]), Array(bytes[cut...])]) == wanted,
                "cut at \(cut)")
            #expect(copy.callsInFlight == 0)
        }
        #expect(Self.seen(&client, bytes.map { [$0] }) == wanted)
    }

    @Test("what a client sends is taken by a server, in order, until it says that it is done")
    func sending() throws {
        var client = ClientConnection()
        var output: [UInt8] = []
        let id = try #require(Self.start(&client, .clientStreaming, into: &output))
        output.removeAll()
        #expect(client.send([1], on: id, into: &output) == .sent)
        #expect(client.send([], on: id, into: &output) == .sent)
        client.endSending(on: id, into: &output)
        client.endSending(on: id, into: &output)
        #expect(client.send([2], on: id, into: &output) == .over)
        #expect(
            output == Self.data(id, [1]) + Self.data(id, [])
                + Self.data(id, [], [.remoteClosed, .noData]))
        #expect(client.callsInFlight == 1, "it waits for its answer")
    }

    @Test("a message larger than a frame is not sent, and the stream goes on")
    func tooLarge() throws {
        var client = ClientConnection()
        var output: [UInt8] = []
        let id = try #require(Self.start(&client, .clientStreaming, into: &output))
        output.removeAll()
        let large = [UInt8](repeating: 0, count: Limits.maximumMessage + 1)
        #expect(client.send(large, on: id, into: &output) == .tooLarge)
        #expect(output.isEmpty)
        #expect(client.send([1], on: id, into: &output) == .sent)
    }

    @Test("what comes for a stream that was given up, or is no stream, is dropped")
    func dropped() throws {
        var client = ClientConnection()
        var output: [UInt8] = []
        let stream = try #require(Self.start(&client, .serverStreaming, into: &output))
        let unary = try #require(Self.start(&client, nil, into: &output))
        client.abandon(stream)
        #expect(Self.seen(&client, [Self.data(stream, [1]), Self.data(unary, [1])]) == [])
        #expect(Self.seen(&client, [Self.data(99, [1])]) == [])
        #expect(
            Self.seen(&client, [Self.response(unary, nil, [5])]) == [.answered(unary, nil, [5])])
    }

    @Test("nothing more is sent once the server has answered")
    func answeredEarly() throws {
        var client = ClientConnection()
        var output: [UInt8] = []
        let id = try #require(Self.start(&client, .clientStreaming, into: &output))
        let busy = Status(.resourceExhausted, "busy")
        #expect(
            Self.seen(&client, [Self.response(id, busy)]) == [
                .answered(id, .resourceExhausted, [])
            ])
        #expect(client.send([1], on: id, into: &output) == .over)
    }
}
