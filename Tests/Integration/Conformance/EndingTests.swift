import DirectoryAPI
import RollcallClient
import TestSupport
import Testing

@Suite("Conformance: data on unary calls, ends and loads", .timeLimit(.minutes(2)))
struct EndingTests {
    @Test("data on a unary call, active and finished")
    func dataOnUnary() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.create(1, "a@example.com"), Frame.data(1, [1]))
        let answers = peer.next(2)
        #expect(answers.map(\.streamID) == [1, 1])
        #expect(answers.map(\.code) == [3, 0])
        peer.send(Frame.data(1, [1]), Frame.data(77, [1]), Frame.data(1, flags: 5))
        #expect(peer.next(2).map(\.code) == [3, 3])
        peer.expectAlive()
    }

    @Test("half close: what was asked is answered, then the end")
    func halfClose() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.create(1, "a@example.com"), Frame.health(3))
        peer.socket.endWriting()
        #expect(Set(peer.next(3).map(\.streamID)) == [1, 3])
        #expect(peer.next() == nil)
    }

    @Test("close with calls in flight: queued work of the gone is not done, others go on")
    func closeInFlight() async throws {
        let daemon = try await LiveDaemon.start()
        let other = try RawPeer(daemon)
        var peer: RawPeer? = try RawPeer(daemon)
        peer?.send(
            (0..<20_000).flatMap { Frame.create(UInt32($0 * 2 + 1), "u\($0)@example.com") })
        #expect(peer?.next()?.code == 0)
        peer = nil
        other.expectAlive()
        // A write of another waits for what is being written, and for nothing of the gone.
        other.send(Frame.create(1, "other@example.com"))
        #expect(other.next()?.code == 0)
        while try await daemon.status().callsInFlight > 0 {}
        // What the writer had in hand when the peer went was done, and nothing after it.
        #expect(try await daemon.status().users < 20_001)
        #expect(try await daemon.client.call(VerifyStore.self, VerifyStoreRequest()).ok)
    }

    @Test("drain: what is in the socket gets its result or 14, then the end")
    func drain() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send((0..<1_000).flatMap { Frame.create(UInt32($0 * 2 + 1), "u\($0)@example.com") })
        #expect(peer.next()?.code == 0)
        daemon.program.send(15)
        var codes: [Int32: Int] = [0: 1]
        while let answer = peer.next() { codes[answer.code, default: 0] += 1 }
        #expect(codes.keys.allSatisfy { $0 == 0 || $0 == 14 })
        #expect(codes.values.reduce(0, +) == 1_000)
        #expect(await daemon.program.ending() == .exited(0))
    }

    @Test(
        "10 000 connections",
        .enabled(
            if: RawSocket.raiseLimit() >= 12_000, "NOT TESTED: too few files may be open here"))
    func manyConnections() async throws {
        let daemon = try await LiveDaemon.start()
        let peers = try (0..<10_000).map { _ in try RawPeer(daemon) }
        for peer in peers { peer.send(Frame.health(1)) }
        #expect(peers.allSatisfy { $0.next() == .serving(1) })
        #expect(try await daemon.status().connections == 10_001)
    }

    @Test("a peer that never reads: it is cut off, and others notice nothing")
    func neverReads() async throws {
        let daemon = try await LiveDaemon.start()
        try await daemon.create("a@example.com", phone: "+1-555-0123")
        let deaf = try RawPeer(daemon)
        let other = try RawPeer(daemon)
        let batch = BatchLookupUsersRequest(
            keys: Array(repeating: UserKey(.email("a@example.com")), count: 1_000))
        var (id, otherID): (UInt32, UInt32) = (1, 1)
        var rest: ArraySlice<UInt8> = []
        while true {
            if rest.isEmpty {
                rest = Frame.call(id, BatchLookupUsers.self, batch)[...]
                id += 2
            }
            guard let sent = deaf.socket.sendNow(rest) else { break }
            rest = rest.dropFirst(sent)
            other.expectAlive(id: otherID)
            otherID += 2
        }
        #expect(try await daemon.status().connections == 2)
    }

    @Test("a slow one is served to the end")
    func slow() async throws {
        // However slow this machine is as well.
        let daemon = try await LiveDaemon.start(in: nil, "--unread-timeout", "600")
        try await daemon.create("a@example.com")
        let peer = try RawPeer(daemon)
        let batch = BatchLookupUsersRequest(
            keys: Array(repeating: UserKey(.email("a@example.com")), count: 1_000))
        for index in 0..<50 {
            peer.send(Frame.call(UInt32(index * 2 + 1), BatchLookupUsers.self, batch))
        }
        for index in 0..<50 {
            #expect(peer.next(readingAtMost: 4_096)?.streamID == UInt32(index * 2 + 1))
        }
    }

    @Test("100 000 requests pipelined, then read")
    func pipelined() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send((0..<100_000).flatMap { Frame.health(UInt32($0 * 2 + 1)) })
        let answers = peer.next(100_000)
        #expect(answers.count == 100_000)
        #expect(answers.allSatisfy { $0.code == 0 && $0.payload == [8, 1] })
    }
}
