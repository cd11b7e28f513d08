import DirectoryAPI
import ProtobufC
import TTRPC
import TestSupport
import Testing

@Suite("Conformance: streams", .timeLimit(.minutes(2)))
struct StreamConformanceTests {
    private typealias Answer = RawPeer.Answer

    private static func watch(_ id: UInt32, after position: Int64 = 0) -> [UInt8] {
        Frame.request(
            id, Service.directory, WatchEvents.name, flags: 1,
            WatchEventsRequest(afterPosition: position).encoded())
    }

    private static func startImport(
        _ id: UInt32, flags: UInt8 = 2, _ payload: [UInt8] = []
    ) -> [UInt8] {
        Frame.request(id, Service.admin, ImportUsers.name, flags: flags, payload)
    }

    private static func users(_ names: String...) -> [UInt8] {
        ImportUsersRequest(
            users: names.map { UserRecord(uuid: "u-\($0)", email: "\($0)@example.com") }
        ).encoded()
    }

    /// How many users an import says that it has made.
    private func created(_ answer: RawPeer.Answer?) throws -> Int64 {
        let answer = try #require(answer)
        #expect(answer.type == .response && answer.code == 0 && answer.flags == 0)
        return try ImportUsersResponse(decoding: answer.payload).created
    }

    @Test("the four kinds: unary, server's stream, client's stream (both: on the socket's tests)")
    func kinds() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.health(1))
        #expect(peer.next() == .serving(1))
        peer.send(Self.startImport(3), Frame.data(3, Self.users("a", "b")))
        peer.send(Frame.data(3, Self.users("c")), Frame.data(3, flags: 5))
        #expect(try created(peer.next()) == 3)
        peer.send(Frame.request(5, Service.admin, ExportUsers.name, flags: 1))
        var exported = 0
        while let answer = peer.next(), answer != .end(5) {
            try #require(answer.type == .data && answer.flags == 0 && answer.streamID == 5)
            exported += try ExportUsersResponse(decoding: answer.payload).users.count
        }
        #expect(exported == 3)
        peer.expectAlive()
    }

    @Test("a watch sends each event once it is committed, and its connection serves on")
    func watch() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        try await daemon.create("a@example.com")
        peer.send(Self.watch(1), Self.watch(3, after: 1))
        let first = try #require(peer.next())
        #expect(first.streamID == 1 && first.type == .data && first.flags == 0)
        #expect(try Event(decoding: first.payload).position == 1)
        peer.send(Frame.create(5, "b@example.com"))
        let answers = peer.next(3)
        #expect(Set(answers.map(\.streamID)) == [1, 3, 5])
        for answer in answers where answer.streamID != 5 {
            #expect(try Event(decoding: answer.payload).position == 2)
        }
    }

    @Test("the first message may be in the request, unless its flags say no data")
    func firstMessage() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.startImport(1, Self.users("a")), Frame.data(1, flags: 5))
        #expect(try created(peer.next()) == 1)
        peer.send(Self.startImport(3, flags: 6, Self.users("b")), Frame.data(3, flags: 5))
        #expect(try created(peer.next()) == 0)
        peer.send(Self.startImport(5, flags: 6), Frame.data(5, Self.users("c")))
        peer.send(Frame.data(5, flags: 5))
        #expect(try created(peer.next()) == 1)
    }

    @Test("no-data")
    func noData() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.startImport(1), Frame.data(1, flags: 4), Frame.data(1, Self.users("a")))
        peer.send(Frame.data(1, flags: 4, [0xff, 0xff]), Frame.data(1, flags: 5))
        #expect(try created(peer.next()) == 1)
    }

    @Test("empty message")
    func emptyMessage() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.startImport(1), Frame.data(1, []), Frame.data(1, Self.users("a")))
        peer.send(Frame.data(1, flags: 5))
        #expect(try created(peer.next()) == 1)
    }

    @Test("close with data")
    func closeWithData() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.startImport(1), Frame.data(1, flags: 1, Self.users("a", "b")))
        #expect(try created(peer.next()) == 2)
    }

    @Test("data after close is 3, and the stream goes on")
    func afterClose() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.watch(1), Frame.data(1, [1, 2, 3]))
        #expect(peer.next()?.code == 3)
        try await daemon.create("a@example.com")
        #expect(peer.next()?.type == .data)
    }

    @Test("double close is ignored")
    func doubleClose() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.watch(1), Frame.data(1, flags: 5), Frame.data(1, flags: 1))
        peer.send(Self.startImport(3), Frame.data(3, flags: 5), Frame.data(3, flags: 5))
        #expect(try created(peer.next()) == 0)
        peer.send(Frame.data(3, flags: 5))
        try await daemon.create("a@example.com")
        #expect(peer.next()?.streamID == 1)
        peer.expectAlive()
    }

    @Test("error: it ends with a response that has a status, never with data")
    func errors() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.startImport(1), Frame.data(1, [0xff, 0xff, 0xff]))
        let refused = peer.next()
        #expect(refused?.type == .response && refused?.code == 13)
        peer.send(Frame.data(1, Self.users("a")))
        #expect(peer.next()?.code == 3)
        peer.send(Self.watch(3, after: -1))
        #expect(peer.next()?.code == 3)
        peer.send(
            Frame.request(5, Service.directory, WatchEvents.name, flags: 1, [0xff, 0xff]))
        #expect(peer.next()?.code == 13)
        peer.expectAlive()
    }

    @Test("server ends first")
    func serverEnds() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        // Not said to be closed by the client; the method's kind says that it is.
        peer.send(Frame.request(1, Service.admin, ExportUsers.name, flags: 2))
        #expect(peer.next() == .end(1))
        peer.send(Frame.data(1, [1]))
        #expect(peer.next()?.code == 3)
        peer.expectAlive()
    }

    @Test("an unread stream does not block the others")
    func unread() async throws {
        // However long the writes take: a feed that is held up is cut off after it.
        let daemon = try await LiveDaemon.start(in: nil, "--unread-timeout", "600")
        let deaf = try RawPeer(daemon)
        deaf.send((0..<50).flatMap { Self.watch(UInt32($0 * 2 + 1)) })
        let other = try RawPeer(daemon)
        other.send((0..<500).flatMap { Frame.create(UInt32($0 * 2 + 1), "u\($0)@example.com") })
        #expect(other.next(500).allSatisfy { $0.code == 0 })
        other.expectAlive()
        // And what it did not read is there, in order and without a gap.
        var positions: [UInt32: Int64] = [:]
        for answer in deaf.next(50 * 500) {
            let position = try Event(decoding: answer.payload).position
            #expect(position == positions[answer.streamID, default: 0] + 1)
            positions[answer.streamID] = position
        }
        #expect(positions.values.allSatisfy { $0 == 500 })
    }

    @Test("a stream's deadline is kept")
    func deadline() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(
            Frame.request(
                1, Service.directory, WatchEvents.name, flags: 1,
                WatchEventsRequest().encoded(), timeout: 5_000_000))
        #expect(peer.next()?.code == 4)
        peer.expectAlive()
    }

    @Test("half close ends a watch with the end of its data, a client's open stream with 1")
    func halfClose() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.watch(1), Self.startImport(3), Frame.health(5))
        peer.socket.endWriting()
        let answers = peer.next(4)
        #expect(answers.count == 3)
        #expect(answers.contains(.end(1)) && answers.contains(.serving(5)))
        #expect(answers.contains { $0.streamID == 3 && $0.code == 1 })
    }

    @Test("drain ends streams with 14")
    func drain() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Self.watch(1), Self.startImport(3), Frame.health(5))
        #expect(peer.next() == .serving(5))
        daemon.program.send(15)
        let answers = peer.next(3)
        #expect(answers.map(\.code) == [14, 14])
        #expect(await daemon.program.ending() == .exited(0))
    }

    @Test("streams over 1 024 on a connection are refused with a delay, other calls go on")
    func tooMany() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send((0..<1_025).flatMap { Self.watch(UInt32($0 * 2 + 1)) })
        let refused = try #require(peer.next())
        #expect(refused.streamID == 2_049 && refused.code == 8)
        #expect(refused.retryAfterMilliseconds != nil)
        peer.expectAlive()
    }
}
