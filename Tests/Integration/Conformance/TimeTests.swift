import DirectoryAPI
import TestSupport
import Testing

@Suite("Conformance: time", .timeLimit(.minutes(2)))
struct TimeTests {
    private func code(timeout: Int64) async throws -> Int32? {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.health(1, timeout: timeout))
        let code = peer.next()?.code
        peer.expectAlive()
        return code
    }

    @Test("0 is no limit")
    func zero() async throws { #expect(try await code(timeout: 0) == 0) }

    @Test("1 ns has passed")
    func nanosecond() async throws { #expect(try await code(timeout: 1) == 4) }

    @Test("negative has passed")
    func negative() async throws {
        #expect(try await code(timeout: -1) == 4)
        #expect(try await code(timeout: .min) == 4)
    }

    @Test("int64 max is far off")
    func farOff() async throws { #expect(try await code(timeout: .max) == 0) }

    @Test("stuck handler: calls behind a long queue are answered 4 at their deadlines")
    func stuck() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send((0..<5_000).flatMap { Frame.create(UInt32($0 * 2 + 1), "u\($0)@example.com") })
        peer.send(Frame.create(20_001, "late@example.com", timeout: 1_000_000))
        var before = 0
        while let answer = peer.next(), answer.streamID != 20_001 {
            #expect(answer.code == 0)
            before += 1
        }
        // It has not waited for its turn.
        #expect(before < 5_000)
    }

    @Test("expired in the queue: it is never executed")
    func expiredInQueue() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send((0..<5_000).flatMap { Frame.create(UInt32($0 * 2 + 1), "u\($0)@example.com") })
        peer.send(Frame.create(20_001, "late@example.com", timeout: 1_000_000))
        let answers = peer.next(5_001)
        #expect(answers.count { $0.code == 0 } == 5_000)
        #expect(answers.first { $0.streamID == 20_001 }?.code == 4)
        peer.send(Frame.lookUp(20_003, email: "late@example.com"))
        #expect(peer.next()?.code == 5)
        #expect(try await daemon.status().users == 5_000)
    }
}
