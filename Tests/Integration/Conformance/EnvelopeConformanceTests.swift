import DirectoryAPI
import TestSupport
import Testing

@Suite("Conformance: the envelope", .timeLimit(.minutes(2)))
struct EnvelopeConformanceTests {
    private typealias Answer = RawPeer.Answer

    /// The one answer to a Request of these bytes, and that the connection lives.
    private func answer(to message: [UInt8]) async throws -> RawPeer.Answer {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.bytes(1, message))
        let answer = try #require(peer.next())
        peer.expectAlive()
        return answer
    }

    @Test("fields in any order")
    func anyOrder() async throws {
        let message =
            Frame.pair("a", "b") + [0x20, 0] + Frame.field(3, []) + Frame.field(2, "Check")
            + Frame.field(1, Service.health)
        #expect(try await answer(to: message) == .serving(1))
    }

    @Test("unknown fields")
    func unknownFields() async throws {
        let message =
            [0x78, 0xff, 0x01] + Frame.healthNames + Frame.field(14, "?")
            + [0x6d, 1, 2, 3, 4, 0x71, 1, 2, 3, 4, 5, 6, 7, 8]
        #expect(try await answer(to: message) == .serving(1))
    }

    @Test("repeated singular field (last wins)")
    func lastWins() async throws {
        let message =
            Frame.field(1, "no.Such") + Frame.field(2, "Nothing") + Frame.healthNames
        #expect(try await answer(to: message) == .serving(1))
    }

    @Test("absent payload")
    func absentPayload() async throws {
        #expect(try await answer(to: Frame.healthNames) == .serving(1))
    }

    @Test("empty method")
    func emptyMethod() async throws {
        let message = Frame.field(1, Service.health)
        #expect(
            try await answer(to: message) == Answer(streamID: 1, code: 12, message: "method "))
    }

    @Test("both unknowns")
    func unknowns() async throws {
        let service = Frame.field(1, "no.Such") + Frame.field(2, "Check")
        #expect(
            try await answer(to: service)
                == Answer(streamID: 1, code: 12, message: "service no.Such"))
        let method = Frame.field(1, Service.health) + Frame.field(2, "Nothing")
        #expect(
            try await answer(to: method)
                == Answer(streamID: 1, code: 12, message: "method Nothing"))
    }

    @Test("garbage twice: an envelope that does not decode is 3, a payload 13")
    func garbage() async throws {
        #expect(try await answer(to: [0xff, 0xff, 0xff]).code == 3)
        let payload = Frame.healthNames + Frame.field(3, [0xff, 0xff, 0xff])
        #expect(try await answer(to: payload).code == 13)
    }

    @Test("bad UTF-8 in service, metadata and payload")
    func badText() async throws {
        #expect(try await answer(to: Frame.field(1, [0xc3, 0x28])).code == 13)
        let metadata = Frame.field(5, Frame.field(1, "k") + Frame.field(2, [0xff]))
        #expect(try await answer(to: Frame.healthNames + metadata).code == 13)
        let payload = Frame.field(3, Frame.field(1, [0xed, 0xa0, 0x80]))
        #expect(try await answer(to: Frame.healthNames + payload).code == 13)
    }

    @Test("NUL inside")
    func nulInside() async throws {
        let service = Frame.field(1, Service.health + "\0") + Frame.field(2, "Check")
        #expect(try await answer(to: service).code == 13)
        let payload = Frame.field(3, Frame.field(1, "a\0b"))
        #expect(try await answer(to: Frame.healthNames + payload).code == 13)
    }

    @Test("metadata order and duplicates kept, keys without case")
    func metadata() async throws {
        let daemon = try await LiveDaemon.start()
        let organization = try await daemon.rollcall("org", "create", "Example").line
        let secret = try await daemon.rollcall("key", "create", "--organization", organization).line
        let peer = try RawPeer(daemon)
        func call(_ id: UInt32, _ keys: [(key: String, value: String)]) {
            peer.send(
                Frame.call(
                    id, LookupUser.self, LookupUserRequest(key: UserKey(.email("a@example.com"))),
                    metadata: keys))
        }
        // Of several values the first counts: nobody has the address, or the key is not valid.
        call(1, [("X-API-Key", secret), ("x-api-key", "nonsense")])
        call(3, [("other", "1"), ("other", "2"), ("x-Api-kEy", "nonsense"), ("x-api-key", secret)])
        #expect(peer.next(2).map(\.code) == [5, 16])
    }

    @Test("10 000 pairs bounded")
    func pairs() async throws {
        let pairs = (0..<10_000).flatMap { Frame.pair("key\($0)", "value") }
        #expect(try await answer(to: Frame.healthNames + pairs).code == 8)
        let fewer = (0..<1_000).flatMap { Frame.pair("key\($0)", "value") }
        #expect(try await answer(to: Frame.healthNames + fewer) == .serving(1))
    }
}
