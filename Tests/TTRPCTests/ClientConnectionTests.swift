import Testing

@testable import TTRPC

@Suite("The client's side of a connection")
struct ClientConnectionTests {
    private func start(_ client: inout ClientConnection, _ output: inout [UInt8]) -> UInt32? {
        client.start(
            service: "s", method: "m", payload: [7], timeoutNanoseconds: 0, metadata: [],
            into: &output)
    }

    private func received(
        _ client: inout ClientConnection, _ bytes: [UInt8]
    ) -> [(UInt32, Status?, [UInt8])] {
        var seen: [(UInt32, Status?, [UInt8])] = []
        client.receive(bytes.span) { event in
            if case .answered(let id, let status, let payload) = event {
                seen.append((id, status, payload))
            }
        }
        return seen
    }

    @Test("calls have odd ids that rise, and answers come in any order")
    func answers() {
        var client = ClientConnection()
        var output: [UInt8] = []
        let ids = [start(&client, &output), start(&client, &output)]
        #expect(ids == [1, 3])
        #expect(client.callsInFlight == 2)
        var server = ServerConnection()
        var at = 0
        while case .call(let call) = server.next(output.span, &at) { server.hold(call.streamID) }
        _ = server.release(3)
        let three: [UInt8] = [3]
        server.answer(3, three.span)
        _ = server.release(1)
        server.refuse(1, Status(.notFound, "no"))
        let seen = received(&client, server.output)
        #expect(seen.map(\.0) == [3, 1])
        #expect(seen[0].2 == [3] && seen[0].1 == nil)
        #expect(seen[1].1 == Status(.notFound, "no"))
        #expect(client.callsInFlight == 0)
    }

    @Test("an answer for a call that was given up, or never made, is dropped")
    func abandoned() {
        var client = ClientConnection()
        var output: [UInt8] = []
        let id = start(&client, &output)
        client.abandon(id ?? 0)
        var server = ServerConnection()
        let one: [UInt8] = [1]
        server.answer(1, one.span)
        server.answer(99, one.span)
        let seen = received(&client, server.output)
        #expect(seen.isEmpty)
    }

    @Test("a request larger than a frame is not made")
    func tooLarge() {
        var client = ClientConnection()
        var output: [UInt8] = []
        let payload = [UInt8](repeating: 0, count: Limits.maximumMessage)
        let id = client.start(
            service: "s", method: "m", payload: payload, timeoutNanoseconds: 0, metadata: [],
            into: &output)
        #expect(id == nil && output.isEmpty && client.callsInFlight == 0)
    }

    @Test("a peer that does not speak ttrpc is a violation")
    func violation() {
        var client = ClientConnection()
        var violations = 0
        client.receive(Array("HTTP/1.1 400".utf8).span) { event in
            if case .violation = event { violations += 1 }
        }
        #expect(violations == 1)
    }
}
