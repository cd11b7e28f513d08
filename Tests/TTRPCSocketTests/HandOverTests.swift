import CLinux
import Foundation
import TTRPC
import TestSupport
import Testing

@testable import TTRPCSocket

@Suite("Handing over to another server", .timeLimit(.minutes(2)))
struct HandOverTests {
    private typealias Answer = RawPeer.Answer

    /// Everything a server passes on, received as another process would: over the control socket.
    private static func takeOver(
        _ server: TestServer, _ lock: FileLock, in folder: String
    ) async throws -> TakeOver.Inheritance {
        let control = try ControlSocket(folder: folder)
        async let received = onThread {
            let takeOver = try #require(try TakeOver(folder: folder))
            #expect(takeOver.path == server.path)
            #expect(takeOver.ownsFile)
            let inheritance = try takeOver.complete()
            try takeOver.tellServing()
            return inheritance
        }
        try await onThread {
            guard clinux_wait_readable(control.descriptor, -1, -1) != 0 else { return }
            let channel = try #require(control.accept())
            let listener = server.server.listener
            let handOver = try #require(HandOver(channel, path: server.path, listener: listener))
            let passed = PassedConnections()
            server.server.handOver(to: passed)
            server.server.wait()
            let connections = passed.takeAll()
            try handOver.pass(folderLock: lock)
            try handOver.pass(connections)
            try handOver.finish()
            // As the end of the process does.
            for connection in connections { clinux_close(connection.descriptor) }
        }
        return try await received
    }

    /// What blocks until another does its part must not take one of the few threads of the pool.
    private static func onThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        var thread: WorkerThread?
        let result = await withCheckedContinuation { continuation in
            thread = WorkerThread(name: "talk") {
                continuation.resume(returning: Result { try body() })
            }
        }
        // What `body` holds, such as a lock, the thread has let go of only when it has ended.
        thread?.join()
        return try result.get()
    }

    private static func answers(in folder: String) throws -> Bool {
        try TakeOver(folder: folder) != nil
    }

    @Test("connections go on where they are, whatever part of a frame has come")
    func connections() async throws {
        let server = try TestServer(workers: 2)
        let folder = String(server.path.dropLast("/socket".count))
        defer { TestServer.removeFolder(of: server.path) }
        let lock = try FileLock(path: folder + "/lock")
        let large = RawPeer.request(5, (0..<60_000).map { UInt8(truncatingIfNeeded: $0) })
        let pieces = [0, 3, 10, 40_000]
        let peers = try pieces.map { count in
            let peer = try RawPeer(server.path)
            peer.send(RawPeer.request(1, [1]))
            #expect(peer.next()?.payload == [1])
            peer.send(RawPeer.request(3, method: "hold") + large[..<count])
            return peer
        }
        let idle = try RawPeer(server.path)
        // Held calls are answered by the server that has them; what follows waits for the other.
        let held = await server.held.take(4)
        let inheriting = Task { try await Self.takeOver(server, lock, in: folder) }
        for responder in held { responder.answer([3]) }
        for peer in peers { #expect(peer.next() == Answer(streamID: 3, code: 0, payload: [3])) }
        for (peer, count) in zip(peers, pieces) {
            peer.send(large[count...] + RawPeer.request(7, [7]))
        }
        idle.send(RawPeer.request(1, [8]))

        let inheritance = try await inheriting.value
        #expect(inheritance.isWhole)
        #expect(inheritance.connections.count == 5)
        let pathLock = try #require(inheritance.pathLock)
        let listener = try Listener(
            inherited: #require(inheritance.listener), lock: pathLock)
        #expect(listener.path == server.path)
        let heir = try TestServer(listener: listener, path: server.path)
        heir.server.adopt(inheritance.connections)
        for peer in peers {
            #expect(peer.next()?.payload.count == 60_000)
            #expect(peer.next() == Answer(streamID: 7, code: 0, payload: [7]))
        }
        #expect(idle.next()?.payload == [8])
        #expect(throws: SocketError.inUse(path: server.path)) {
            try Listener(path: server.path, SocketPermissions(mode: 0o600))
        }
        heir.end()
    }

    @Test("who connects while nobody accepts waits, and is served")
    func backlog() async throws {
        let server = try TestServer()
        let folder = String(server.path.dropLast("/socket".count))
        let lock = try FileLock(path: folder + "/lock")
        let inheritance = try await Self.takeOver(server, lock, in: folder)
        let early = try RawPeer(server.path)
        early.send(RawPeer.request(1, [1]))
        let aside = try ListenerAside(of: server.path, SocketPermissions(mode: 0o600))
        try aside.takePlace()
        let late = try RawPeer(server.path)
        late.send(RawPeer.request(1, [2]))
        let pathLock = try #require(inheritance.pathLock)
        let heir = try TestServer(
            listener: aside.listener(pathLock),
            former: Listener(inherited: #require(inheritance.listener)), path: server.path)
        #expect(early.next()?.payload == [1])
        #expect(late.next()?.payload == [2])
        heir.end()
        #expect(!FileManager.default.fileExists(atPath: server.path))
    }

    @Test("a lock that is passed on is held without a gap, and by who got it alone")
    func locks() async throws {
        let server = try TestServer()
        defer { TestServer.removeFolder(of: server.path) }
        let folder = String(server.path.dropLast("/socket".count))
        let path = folder + "/lock"
        var lock: FileLock? = try FileLock(path: path)
        var inheritance: TakeOver.Inheritance? = try await Self.takeOver(server, lock!, in: folder)
        lock = nil
        #expect(throws: SocketError.locked(path: path)) { try FileLock(path: path) }
        #expect(inheritance?.folderLock != nil)
        inheritance = nil
        #expect(throws: Never.self) { try FileLock(path: path) }
    }

    @Test("nobody to take over from is no error; one of another version is")
    func others() async throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        let folder = String(path.dropLast("/socket".count))
        #expect(try !Self.answers(in: folder))
        let control = try ControlSocket(folder: folder)
        let listener = try Listener(path: path, SocketPermissions(mode: 0o600))
        let asker = try #require(ControlChannel(folder: folder))
        try asker.send(.request(version: 99))
        let channel = try #require(control.accept())
        #expect(HandOver(channel, path: path, listener: listener) == nil)
        let answer = try asker.receive(withinNanoseconds: 1_000_000_000)
        guard case .refused = answer?.message else {
            Issue.record("not refused")
            return
        }
        control.remove()
        #expect(try !Self.answers(in: folder))
        listener.close()
    }

    @Test("every message comes through as it is, and nothing else is one")
    func messages() {
        let all: [HandOverMessage] = [
            .request(version: 1), .granted(path: "/run/a", ownsFile: true),
            .granted(path: "", ownsFile: false), .refused(reason: "no"), .begin, .folderLock,
            .pathLock, .listener, .connection(unread: []), .connection(unread: [1, 2]),
            .unread([3]), .done, .serving,
        ]
        for message in all { #expect(HandOverMessage(message.bytes) == message) }
        for bytes: [UInt8] in [[], [0], [84], [71], [66], [83, 1]] {
            #expect(HandOverMessage(bytes) == nil)
        }
    }
}
