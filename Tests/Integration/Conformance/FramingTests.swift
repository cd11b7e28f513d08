import TestSupport
import Testing

@Suite("Conformance: framing", .timeLimit(.minutes(2)))
struct FramingTests {
    @Test("one frame per write")
    func oneFramePerWrite() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        for id: UInt32 in [1, 3, 5] {
            peer.send(Frame.health(id))
            #expect(peer.next() == .serving(id))
        }
    }

    @Test("header byte by byte")
    func headerByteByByte() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        let bytes = Frame.health(1)
        for byte in bytes[..<10] { peer.send([byte]) }
        peer.send(Array(bytes[10...]))
        #expect(peer.next() == .serving(1))
        peer.expectAlive()
    }

    @Test("4+4+1+1+n")
    func fivePieces() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        let bytes = Frame.health(1)
        for range in [0..<4, 4..<8, 8..<9, 9..<10, 10..<bytes.count] {
            peer.send(Array(bytes[range]))
        }
        #expect(peer.next() == .serving(1))
    }

    @Test("100 frames in one write")
    func hundredFrames() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        let ids = (0..<100).map { UInt32($0 * 2 + 1) }
        peer.send(ids.flatMap { Frame.health($0) })
        #expect(peer.next(100) == ids.map { .serving($0) })
    }

    @Test("a frame across reads")
    func acrossReads() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        // More than the daemon reads at once, as a field that it does not know.
        let long = Frame.healthNames + Frame.field(15, [UInt8](repeating: 0, count: 300_000))
        peer.send(Frame.bytes(1, long), Frame.health(3))
        #expect(peer.next(2) == [.serving(1), .serving(3)])
    }

    @Test("exactly 4 MiB")
    func exactlyTheLimit() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        var message = Frame.healthNames
        // The field's own header takes five bytes.
        message += Frame.field(
            15, [UInt8](repeating: 0, count: 4_194_304 - message.count - 5))
        try #require(message.count == 4_194_304)
        peer.send(Frame.bytes(1, message))
        #expect(peer.next() == .serving(1))
        peer.expectAlive()
    }

    @Test("4 MiB + 1 then the next served")
    func overTheLimit() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(
            Frame.bytes(1, [UInt8](repeating: 0, count: 4_194_305)), Frame.health(3))
        #expect(
            peer.next()
                == RawPeer.Answer(
                    streamID: 1, code: 8,
                    message: "message length 4194305 exceed maximum message size of 4194304"))
        #expect(peer.next() == .serving(3))
    }

    @Test("byte 0 ≠ 0 closes the connection", arguments: [0x01, 0x50, 0x80, 0xff] as [UInt8])
    func notTTRPC(first: UInt8) async throws {
        let daemon = try await LiveDaemon.start()
        let (peer, other) = (try RawPeer(daemon), try RawPeer(daemon))
        peer.send([first])
        #expect(peer.next() == nil)
        other.expectAlive()
    }

    @Test("byte 0 ≠ 0 after calls: they are answered, then it is closed")
    func notTTRPCLater() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.health(1))
        #expect(peer.next() == .serving(1))
        peer.send(Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8))
        #expect(peer.next() == nil)
    }

    @Test("oversize on an even id is refused for its length")
    func oversizeOnEven() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.bytes(2, [UInt8](repeating: 0, count: 4_194_305)))
        let answer = peer.next()
        #expect(answer?.streamID == 2 && answer?.code == 8)
        peer.expectAlive()
    }

    @Test("EOF inside header and body just ends the connection")
    func endInside() async throws {
        let daemon = try await LiveDaemon.start()
        let bytes = Frame.health(1)
        for count in [1, 4, 9, 10, bytes.count - 1] {
            let peer = try RawPeer(daemon)
            peer.send(Array(bytes[..<count]))
            peer.socket.endWriting()
            #expect(peer.next() == nil)
        }
        try RawPeer(daemon).expectAlive()
    }

    @Test("unknown type is ignored, its body skipped")
    func unknownType() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        for type: UInt8 in [0, 2, 4, 99, 255] {
            peer.send(Frame.bytes(1, type: type, [UInt8](repeating: 7, count: 1_000)))
        }
        peer.expectAlive(id: 1)
    }

    @Test("unknown flags are ignored")
    func unknownFlags() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        for (id, flags) in [(1, 0x08), (3, 0x80), (5, 0xff)] as [(UInt32, UInt8)] {
            peer.send(Frame.bytes(id, flags: flags, Frame.healthNames))
            #expect(peer.next() == .serving(id))
        }
    }
}
