import DirectoryAPI
import TestSupport
import Testing

@Suite("Conformance: statuses", .timeLimit(.minutes(2)))
struct StatusConformanceTests {
    @Test("omitted when OK")
    func omitted() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.health(1))
        // Field 1 would begin with 0x0a; what is there is field 2, the payload.
        let bytes = try #require(peer.socket.read())
        #expect(bytes == Frame.bytes(1, type: 2, Frame.field(2, [8, 1])))
    }

    @Test("no payload with an error")
    func noPayload() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(
            Frame.lookUp(1, email: "nobody@example.com"), Frame.lookUp(3, email: "no address"),
            Frame.request(5, "no.Such", "Method"), Frame.health(2))
        let answers = peer.next(4)
        #expect(answers.map(\.code) == [5, 3, 12, 3])
        #expect(answers.allSatisfy { $0.payload.isEmpty && !$0.message.isEmpty })
    }

    @Test("what is refused never names what was asked for")
    func nothingPersonal() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.lookUp(1, email: "planted@example.com"))
        peer.send(Frame.create(3, "planted at example.com"))
        #expect(peer.next(2).allSatisfy { !$0.message.contains("planted") })
    }
}
