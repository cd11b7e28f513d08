import CLinux
import Glibc
import TTRPC
import TestSupport
import Testing

@testable import TTRPCSocket

@Suite("The socket", .timeLimit(.minutes(2)))
struct SocketServerTests {
    private typealias Answer = RawPeer.Answer

    @Test("calls of one write are answered in order, the bytes byte by byte likewise")
    func answers() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        let requests = (0..<100).flatMap { RawPeer.request(UInt32($0 * 2 + 1), [UInt8($0)]) }
        peer.send(requests)
        #expect(peer.next(100).map(\.payload) == (0..<100).map { [UInt8($0)] })
        for byte in RawPeer.request(1001, [7]) { peer.send([byte]) }
        #expect(peer.next() == Answer(streamID: 1001, code: 0, payload: [7]))
    }

    @Test("100 000 requests are pipelined before the first answer is read")
    func pipelined() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        for index in 0..<100_000 { peer.send(RawPeer.request(UInt32(index * 2 + 1))) }
        let answers = peer.next(100_000)
        #expect(answers.count == 100_000)
        #expect(answers.allSatisfy { $0.code == 0 })
        #expect(answers.last?.streamID == 199_999)
    }

    @Test("a frame of 4 MiB comes through and back")
    func large() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        let payload = (0..<4_194_200).map { UInt8(truncatingIfNeeded: $0) }
        peer.send(RawPeer.request(1, payload))
        #expect(peer.next() == Answer(streamID: 1, code: 0, payload: payload))
    }

    @Test("the peer's uid comes from the kernel")
    func peerUID() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, method: "peer"))
        #expect(peer.next()?.payload == Array(String(geteuid()).utf8))
    }

    @Test("a held call is answered from another thread, others meanwhile")
    func held() async throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, method: "hold") + RawPeer.request(3, [3]))
        #expect(peer.next() == Answer(streamID: 3, code: 0, payload: [3]))
        let responder = await server.held.take(1)[0]
        #expect(server.counters.callsInFlight == 1)
        responder.answer([1])
        #expect(peer.next() == Answer(streamID: 1, code: 0, payload: [1]))
        responder.answer([2])
        peer.send(RawPeer.request(5, [5]))
        #expect(peer.next() == Answer(streamID: 5, code: 0, payload: [5]))
        #expect(server.counters.callsInFlight == 0)
    }

    @Test("a call whose handler is stuck is answered 4 at its deadline, once")
    func stuck() async throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, method: "hold", timeout: 5_000_000))
        #expect(peer.next()?.bare == Answer(streamID: 1, code: 4, payload: []))
        await server.held.take(1)[0].answer([1])
        peer.send(RawPeer.request(3))
        #expect(peer.next()?.streamID == 3)
    }

    @Test("a timeout of 1 ns and a negative one have expired; 0 and the largest have not")
    func timeouts() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        let timeouts: [Int64] = [1, -1, .min, 0, .max]
        for (index, timeout) in timeouts.enumerated() {
            peer.send(RawPeer.request(UInt32(index * 2 + 1), timeout: timeout))
        }
        #expect(peer.next(5).map(\.code) == [4, 4, 4, 0, 0])
    }

    @Test("an absolute deadline counts from before the call is read; the earlier one holds")
    func absoluteDeadline() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        func call(_ id: UInt32, _ value: String, method: String = "echo") {
            peer.send(
                RawPeer.request(
                    id, method: method, timeout: 60_000_000_000,
                    metadata: [(TestServer.deadlineKey, value)]))
        }
        call(1, "1")
        call(3, String(clinux_monotonic_ns() + 60_000_000_000))
        call(5, "not a number")
        call(7, String(clinux_monotonic_ns() + 500_000_000), method: "hold")
        #expect(peer.next(4).map(\.code) == [4, 0, 0, 4])
    }

    @Test("a drain does not wait for a peer that goes on sending")
    func drainUnderFlood() async throws {
        var limits = SocketLimits()
        limits.stallNanoseconds = 20_000_000
        let server = try TestServer(limits: limits)
        let path = server.path
        let flood = Task.detached {
            let peer = try RawPeer(path)
            peer.send(RawPeer.request(4001, method: "hold"))
            let requests = (0..<1000).flatMap { RawPeer.request(UInt32($0 * 2 + 1)) }
            // Until the server closes: then sending fails, and next() says so.
            while peer.socket.send(requests) {}
        }
        _ = await server.held.take(1)
        server.server.drain()
        server.server.wait()
        TestServer.removeFolder(of: path)
        _ = try await flood.value
        #expect(server.counters.connections == 0)
    }

    @Test("a peer that ends its writing side still gets its answers, then the end")
    func halfClose() async throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1, method: "hold") + RawPeer.request(3, [3]))
        peer.endWriting()
        #expect(peer.next()?.streamID == 3)
        await server.held.take(1)[0].answer([1])
        #expect(peer.next() == Answer(streamID: 1, code: 0, payload: [1]))
        #expect(peer.next() == nil)
    }

    @Test("an end inside a header or a message just ends the connection")
    func endInside() throws {
        let server = try TestServer()
        defer { server.end() }
        let whole = RawPeer.request(1, [1, 2, 3])
        for length in [1, 9, 10, whole.count - 1] {
            let peer = try RawPeer(server.path)
            peer.send(Array(whole[..<length]))
            peer.endWriting()
            #expect(peer.next() == nil)
        }
    }

    @Test("bytes that are not ttrpc end the connection, others go on")
    func notTTRPC() throws {
        let server = try TestServer()
        defer { server.end() }
        let good = try RawPeer(server.path)
        let bad = try RawPeer(server.path)
        bad.send(Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8))
        #expect(bad.next() == nil)
        good.send(RawPeer.request(1))
        #expect(good.next()?.code == 0)
    }

    @Test("an answer for a connection that has ended reaches nobody else")
    func lateAnswer() async throws {
        let server = try TestServer()
        defer { server.end() }
        var first: RawPeer? = try RawPeer(server.path)
        first?.send(RawPeer.request(1, method: "hold"))
        let late = await server.held.take(1)[0]
        first = nil
        let second = try RawPeer(server.path)
        second.send(RawPeer.request(1, method: "hold"))
        _ = await server.held.take(2)
        late.answer([6, 6, 6])
        second.send(RawPeer.request(3, [3]))
        #expect(second.next() == Answer(streamID: 3, code: 0, payload: [3]))
    }

    @Test("draining answers what is in flight, refuses what is new, and ends")
    func drain() async throws {
        let server = try TestServer(workers: 2)
        let busy = try RawPeer(server.path)
        let idle = try RawPeer(server.path)
        busy.send(RawPeer.request(1, method: "hold"))
        idle.send(RawPeer.request(1))
        #expect(idle.next()?.code == 0)
        let responder = await server.held.take(1)[0]
        server.server.drain()
        #expect(idle.next() == nil)
        busy.send(RawPeer.request(3))
        #expect(busy.next()?.bare == Answer(streamID: 3, code: 14, payload: []))
        responder.answer([1])
        #expect(busy.next() == Answer(streamID: 1, code: 0, payload: [1]))
        #expect(busy.next() == nil)
        server.server.wait()
        defer { TestServer.removeFolder(of: server.path) }
        #expect(throws: SocketError.self) { try RawPeer(server.path) }
    }

    @Test("1 000 connections are served by all workers")
    func manyConnections() throws {
        let server = try TestServer(workers: 2)
        defer { server.end() }
        #expect(clinuxRaise() > 1024)
        let peers = try (0..<1000).map { _ in try RawPeer(server.path) }
        for peer in peers { peer.send(RawPeer.request(1, [1])) }
        #expect(peers.allSatisfy { $0.next()?.payload == [1] })
        #expect(server.counters.connections == 1000)
    }

    @Test("a peer that reads nothing is cut off, and others notice nothing")
    func neverReads() throws {
        var limits = SocketLimits()
        limits.stallNanoseconds = 20_000_000
        let server = try TestServer(limits: limits)
        defer { server.end() }
        let deaf = try RawPeer(server.path)
        let payload = [UInt8](repeating: 1, count: 65_536)
        for index in 0..<100 { deaf.send(RawPeer.request(UInt32(index * 2 + 1), payload)) }
        let other = try RawPeer(server.path)
        var id: UInt32 = 1
        while server.counters.connections > 1 {
            other.send(RawPeer.request(id))
            #expect(other.next()?.code == 0)
            id += 2
        }
        #expect(deaf.next(101).count < 100)
    }
}
