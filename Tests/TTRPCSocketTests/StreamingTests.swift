import TTRPC
import TestSupport
import Testing

@testable import TTRPCSocket

@Suite("Streams on the socket", .timeLimit(.minutes(2)))
struct StreamingTests {
    private typealias Answer = RawPeer.Answer

    @Test("the four kinds of methods answer as their kind does")
    func fourKinds() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, [1]))
        #expect(peer.next() == Answer(streamID: 1, code: 0, payload: [1]))
        peer.send(RawPeer.request(3, [3], method: "three", flags: 1))
        #expect(peer.next(4) == Array(repeating: .data(3, [3]), count: 3) + [.end(3)])
        peer.send(RawPeer.request(5, method: "join", flags: 2) + RawPeer.data(5, [5, 6]))
        peer.send(RawPeer.data(5, [7]) + RawPeer.data(5, flags: 5))
        #expect(peer.next() == Answer(streamID: 5, code: 0, payload: [5, 6, 7]))
        peer.send(RawPeer.request(7, method: "mirror", flags: 6) + RawPeer.data(7, [8]))
        #expect(peer.next() == .data(7, [8]))
        peer.send(RawPeer.data(7, []) + RawPeer.data(7, [9], flags: 1))
        #expect(peer.next(3) == [.data(7, []), .data(7, [9]), .end(7)])
        #expect(server.counters.callsInFlight == 0)
    }

    @Test("a stream that fails ends with a response, and data for it is refused then")
    func failing() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, method: "join", flags: 2) + RawPeer.data(1, [0xff]))
        #expect(peer.next()?.bare == Answer(streamID: 1, code: 13, payload: []))
        peer.send(RawPeer.data(1, [1]) + RawPeer.request(3, [3]))
        #expect(peer.next(2).map(\.code) == [3, 0])
    }

    @Test("a signal from another thread gives a stream its turn, one for all at once")
    func signals() throws {
        let server = try TestServer(workers: 2)
        defer { server.end() }
        let peers = try (0..<20).map { _ in try RawPeer(server.path) }
        for peer in peers {
            for id: UInt32 in [1, 3] {
                peer.send(RawPeer.request(id, method: "watch", flags: 1))
            }
            peer.send(RawPeer.request(5, [5]))
            #expect(peer.next() == Answer(streamID: 5, code: 0, payload: [5]))
        }
        server.streams.tell(3)
        for peer in peers {
            let answers = peer.next(6)
            for id: UInt32 in [1, 3] {
                #expect(
                    answers.filter { $0.streamID == id } == (0..<3).map { .data(id, [UInt8($0)]) })
            }
        }
        server.streams.tell(1)
        for stream in server.streams.streams { stream.requestTurn() }
        for peer in peers { #expect(peer.next(2).map(\.payload) == [[3], [3]]) }
        #expect(server.counters.callsInFlight == 40)
    }

    @Test("a stream that has ever more to say leaves the others their turns")
    func flooding() throws {
        let server = try TestServer()
        defer { server.end() }
        let flooded = try RawPeer(server.path)
        flooded.send(RawPeer.request(1, method: "flood", flags: 1))
        let other = try RawPeer(server.path)
        for index in 0..<100 {
            other.send(RawPeer.request(UInt32(index * 2 + 1)))
            #expect(other.next()?.code == 0)
            #expect(flooded.next(10).allSatisfy { $0.payload.count == 65_536 })
        }
    }

    @Test("a stream that is not read does not block the other calls of its worker")
    func unread() throws {
        let server = try TestServer()
        defer { server.end() }
        let deaf = try RawPeer(server.path)
        deaf.send(RawPeer.request(1, method: "flood", flags: 1))
        let other = try RawPeer(server.path)
        for index in 0..<1000 {
            other.send(RawPeer.request(UInt32(index * 2 + 1)))
            #expect(other.next()?.code == 0)
        }
        #expect(server.counters.connections == 2)
        #expect(deaf.next(20).allSatisfy { $0.payload.count == 65_536 })
    }

    @Test("a stream's deadline ends it with 4, and its handler is told")
    func deadline() async throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, method: "watch", timeout: 5_000_000, flags: 1))
        #expect(peer.next()?.bare == Answer(streamID: 1, code: 4, payload: []))
        await server.streams.waitUntilCancelled(1)
        #expect(server.counters.callsInFlight == 0)
    }

    @Test("when the peer ends its writing side its endless streams end, and then the connection")
    func halfClose() async throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, method: "watch", flags: 1))
        peer.send(RawPeer.request(3, method: "join", flags: 2) + RawPeer.data(3, [1]))
        peer.endWriting()
        let answers = peer.next(3)
        #expect(answers.count == 2)
        #expect(answers.contains(.end(1)))
        #expect(answers.map(\.bare).contains(Answer(streamID: 3, code: 1, payload: [])))
        await server.streams.waitUntilCancelled(2)
    }

    @Test("a finite stream of a peer that ended its writing side still says all it has")
    func halfCloseOfFinite() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, [UInt8](repeating: 1, count: 1 << 20), method: "three"))
        peer.endWriting()
        #expect(peer.next(5).map(\.payload.count) == [1 << 20, 1 << 20, 1 << 20, 0])
    }

    @Test("a peer that is gone cancels its streams")
    func gone() async throws {
        let server = try TestServer()
        defer { server.end() }
        var peer: RawPeer? = try RawPeer(server.path)
        for id: UInt32 in [1, 3, 5] {
            peer?.send(RawPeer.request(id, method: "watch", flags: 1))
        }
        peer?.send(RawPeer.request(7))
        #expect(peer?.next()?.code == 0)
        peer = nil
        await server.streams.waitUntilCancelled(3)
        server.streams.tell(1)
        for stream in server.streams.streams { stream.requestTurn() }
        let other = try RawPeer(server.path)
        other.send(RawPeer.request(1))
        #expect(other.next()?.code == 0)
    }

    @Test("a drain ends streams with 14")
    func drain() async throws {
        let server = try TestServer()
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, method: "watch", flags: 1))
        peer.send(RawPeer.request(3, method: "mirror", flags: 2) + RawPeer.data(3, [1]))
        #expect(peer.next() == .data(3, [1]))
        server.server.drain()
        let answers = peer.next(3)
        #expect(answers.map(\.code) == [14, 14])
        #expect(Set(answers.map(\.streamID)) == [1, 3])
        server.server.wait()
        TestServer.removeFolder(of: server.path)
        await server.streams.waitUntilCancelled(2)
    }

    @Test("streams over the limit are refused, and their handlers told")
    func tooMany() async throws {
        var limits = SocketLimits()
        limits.connection.liveStreams = 3
        let server = try TestServer(limits: limits)
        defer { server.end() }
        let peer = try RawPeer(server.path)
        for index in 0..<4 {
            peer.send(RawPeer.request(UInt32(index * 2 + 1), method: "watch", flags: 1))
        }
        #expect(peer.next()?.bare == Answer(streamID: 7, code: 8, payload: []))
        await server.streams.waitUntilCancelled(1)
    }
}
