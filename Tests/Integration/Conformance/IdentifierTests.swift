import DirectoryAPI
import TestSupport
import Testing

@Suite("Conformance: stream ids", .timeLimit(.minutes(2)))
struct IdentifierTests {
    private static let even = "StreamID must be odd for client initiated streams"

    @Test("even", arguments: [2, 4, 0x8000_0000, 0xffff_fffe] as [UInt32])
    func even(id: UInt32) async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.health(id))
        #expect(peer.next() == RawPeer.Answer(streamID: id, code: 3, message: Self.even))
        peer.expectAlive()
    }

    @Test("0")
    func zero() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.health(0))
        #expect(peer.next() == RawPeer.Answer(streamID: 0, code: 3, message: Self.even))
        peer.expectAlive()
    }

    @Test("1000 shuffled")
    func shuffled() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        let ids = (0..<1000).map { UInt32($0 * 2 + 1) }.shuffled()
        peer.send(ids.flatMap { Frame.health($0) })
        #expect(peer.next(1000) == ids.map { .serving($0) })
    }

    @Test("reuse after end")
    func reuseAfterEnd() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.health(7))
        #expect(peer.next() == .serving(7))
        peer.send(Frame.health(7))
        #expect(peer.next()?.code == 3)
        peer.expectAlive()
    }

    @Test("reuse while active (exactly two answers)")
    func reuseWhileActive() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        // A write is held until it is on the disk; the second frame is read before.
        peer.send(Frame.create(1, "a@example.com"), Frame.create(1, "b@example.com"))
        let answers = peer.next(2)
        #expect(answers.map(\.streamID) == [1, 1])
        #expect(answers.map(\.code) == [3, 0])
        peer.expectAlive()
        #expect(try await daemon.status().users == 1)
    }

    @Test("wrap-around")
    func wrapAround() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        for id: UInt32 in [0xffff_fffd, 0xffff_ffff, 1, 3] {
            peer.send(Frame.health(id))
            #expect(peer.next() == .serving(id))
        }
        peer.send(Frame.health(0xffff_ffff))
        #expect(peer.next()?.code == 3)
    }

    @Test("2^31 calls (start high): the ids come round to those used first")
    func allIDs() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        // Jumps of less than half the numbers, as many calls make them, round once and further.
        for step in 0..<9 {
            let id = UInt32(0xf000_0001) &+ UInt32(step) &* 0x2000_0000
            peer.send(Frame.health(id))
            #expect(peer.next() == .serving(id))
        }
    }
}
