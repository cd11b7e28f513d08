import TTRPC
import TestSupport
import Testing

@testable import TTRPCSocket

@Suite("Conformance: answers that no method of the contract gives", .timeLimit(.minutes(2)))
struct AnswerTests {
    private typealias Answer = RawPeer.Answer

    @Test("codes 0-16 and 77")
    func codes() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        peer.send(RawPeer.request(1))
        #expect(peer.next() == Answer(streamID: 1, code: 0, payload: []))
        for code in Array(1...16) + [77] as [UInt8] {
            let id = UInt32(code) * 2 + 1
            peer.send(RawPeer.request(id, [code], method: "code"))
            #expect(peer.next()?.bare == Answer(streamID: id, code: Int32(code), payload: []))
        }
    }

    @Test("4 MiB answer, 4 MiB + 1 answer")
    func largest() throws {
        let server = try TestServer()
        defer { server.end() }
        let peer = try RawPeer(server.path)
        // The envelope around a payload of this size takes five bytes.
        let payload = 4_194_304 - 5
        peer.send(RawPeer.request(1, Array(String(payload).utf8), method: "size"))
        #expect(peer.next()?.payload.count == payload)
        peer.send(RawPeer.request(3, Array(String(payload + 1).utf8), method: "size"))
        #expect(peer.next()?.bare == Answer(streamID: 3, code: 8, payload: []))
    }

    @Test("byte 0 ≠ 0 closes at once, whatever follows")
    func notTTRPC() throws {
        let server = try TestServer()
        defer { server.end() }
        for first in 1...255 as ClosedRange<UInt8> {
            let peer = try RawPeer(server.path)
            peer.send([first])
            #expect(peer.next() == nil)
        }
    }
}
