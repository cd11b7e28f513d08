import TTRPC
import TestSupport
import Testing

@testable import TTRPCSocket

@Suite("Too much in flight", .timeLimit(.minutes(2)))
struct OverloadTests {
    private typealias Answer = RawPeer.Answer

    @Test("calls over a connection's limit are refused with a delay, and reading goes on")
    func calls() async throws {
        var limits = SocketLimits()
        limits.connection.callsInFlight = 2
        limits.connection.reservedCalls = 0
        let server = try TestServer(limits: limits)
        defer { server.end() }
        let peer = try RawPeer(server.path)
        for id: UInt32 in [1, 3, 5] { peer.send(RawPeer.request(id, method: "hold")) }
        #expect(peer.next()?.bare == Answer(streamID: 5, code: 8, payload: []))
        for responder in await server.held.take(2) { responder.answer([1]) }
        #expect(peer.next(2).map(\.code) == [0, 0])
        peer.send(RawPeer.request(7, [7]))
        #expect(peer.next() == Answer(streamID: 7, code: 0, payload: [7]))
    }

    @Test("a uid's connections share its limits, and what is answered at once is always answered")
    func uid() async throws {
        var limits = SocketLimits()
        limits.callsOfUID = 3
        limits.streamsOfUID = 2
        limits.connection.reservedCalls = 0
        let server = try TestServer(limits: limits)
        defer { server.end() }
        let peers = try (0..<4).map { _ in try RawPeer(server.path) }
        for peer in peers[..<3] { peer.send(RawPeer.request(1, method: "hold")) }
        let responders = await server.held.take(3)
        peers[3].send(RawPeer.request(1, method: "hold") + RawPeer.request(3, [3]))
        #expect(peers[3].next(2).map(\.code) == [8, 0])
        for responder in responders { responder.answer([1]) }
        #expect(peers[..<3].allSatisfy { $0.next()?.payload == [1] })
        for id: UInt32 in [5, 7, 9] {
            peers[3].send(RawPeer.request(id, method: "watch", flags: 1))
        }
        #expect(peers[3].next()?.bare == Answer(streamID: 9, code: 8, payload: []))
        await server.streams.waitUntilCancelled(1)
    }

    @Test("all connections together are bounded, with a reserve for operators")
    func rooms() {
        var limits = SocketLimits()
        limits.connection.callsInFlight = 10
        limits.callsOfUID = 40
        limits.callsInAll = 100
        limits.connection.reservedCalls = 5
        #expect(limits.room(connection: 9, uid: 39, all: 99) == .free)
        #expect(limits.room(connection: 10, uid: 39, all: 99) == .reserve)
        #expect(limits.room(connection: 9, uid: 40, all: 99) == .reserve)
        #expect(limits.room(connection: 9, uid: 39, all: 104) == .reserve)
        #expect(limits.room(connection: 9, uid: 39, all: 105) == .none)
        limits.streamsInAll = 7
        #expect(limits.roomForStream(uid: 0, all: 6) == .free)
        #expect(limits.roomForStream(uid: 0, all: 7) == .reserve)
        #expect(limits.roomForStream(uid: 0, all: 12) == .none)
        #expect(CallRoom.reserve.admits(.operations) && !CallRoom.reserve.admits(.directory))
    }

    @Test("beside others a uid has its part of a wake-up, and in the next one again")
    func shares() {
        let share = UIDShare(7, UIDTally())
        #expect(share.allowance(in: 1, of: 100) == 100)
        share.note(60, in: 1)
        #expect(share.allowance(in: 1, of: 100) == 40)
        share.note(30, in: 1)
        // What is left is too little to be worth a read.
        #expect(share.allowance(in: 1, of: 100) == 0)
        share.note(60, in: 1)
        #expect(share.allowance(in: 1, of: 100) == 0)
        #expect(share.allowance(in: 2, of: 100) == 100)
    }

    @Test("a call of a peer that is gone is abandoned, so that what is queued for it never runs")
    func abandoned() async throws {
        let server = try TestServer()
        defer { server.end() }
        var peer: RawPeer? = try RawPeer(server.path)
        peer?.send(RawPeer.request(1, method: "hold"))
        peer?.send(RawPeer.request(3, method: "watch", flags: 1))
        let responder = await server.held.take(1)[0]
        #expect(!responder.isAbandoned)
        peer = nil
        await server.streams.waitUntilCancelled(1)
        #expect(responder.isAbandoned)
        #expect(server.counters.callsInFlight == 0)
    }

    @Test("what waits beyond the frame being taken is known through every part of it")
    func beyondFrame() throws {
        let connection = WorkerConnection(
            descriptor: -1, token: 0, peer: Peer(uid: 0, gid: 0, pid: 0),
            link: PeerLink(try Mailbox()), share: UIDShare(0, UIDTally()), limits: Limits())
        #expect(connection.waitingBeyondFrame == 0)
        connection.state.refuse(1, Status(.notFound, "none"))
        let first = connection.waiting
        #expect(connection.waitingBeyondFrame == 0)
        connection.state.refuse(3, Status(.notFound, "none at all"))
        #expect(connection.waitingBeyondFrame == connection.waiting - first)
    }
}
