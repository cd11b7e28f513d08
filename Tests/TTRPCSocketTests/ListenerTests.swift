import CLinux
import Foundation
import TestSupport
import Testing

@testable import TTRPCSocket

@Suite("The listening socket")
struct ListenerTests {
    @Test("a path where another listens is refused, whoever it is")
    func inUse() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        let first = try Listener(path: path, SocketPermissions(mode: 0o600))
        defer { first.close() }
        #expect(throws: SocketError.inUse(path: path)) {
            try Listener(path: path, SocketPermissions(mode: 0o600))
        }
    }

    @Test("a socket file left behind by a crash is replaced")
    func stale() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        leaveBehind(path)
        #expect(FileManager.default.fileExists(atPath: path))
        let listener = try Listener(path: path, SocketPermissions(mode: 0o640))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        listener.close()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("a file that is no socket is left alone")
    func ordinaryFile() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        #expect(throws: SocketError.self) {
            try Listener(path: path, SocketPermissions(mode: 0o600))
        }
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("a lock is held by one, and free again after its holder")
    func lock() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        var first: FileLock? = try FileLock(path: path)
        #expect(first != nil)
        #expect(throws: SocketError.locked(path: path)) { try FileLock(path: path) }
        first = nil
        #expect(throws: Never.self) { try FileLock(path: path) }
    }

    @Test("a path that the kernel can't bind is an error of its own words")
    func tooLong() {
        let path = "/tmp/" + String(repeating: "x", count: 120)
        #expect(throws: SocketError.self) {
            try Listener(path: path, SocketPermissions(mode: 0o600))
        }
    }

    @Test("a socket in a folder where everyone may replace it is refused; a sticky one is not")
    func openFolder() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        let folder = String(path.dropLast("/socket".count))
        try setMode(0o777, of: folder)
        #expect(throws: SocketError.openFolder(path: path)) {
            try Listener(path: path, SocketPermissions(mode: 0o600))
        }
        try setMode(0o1777, of: folder)
        try Listener(path: path, SocketPermissions(mode: 0o600)).close()
    }

    @Test("the socket's group is as told, by name or number")
    func group() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        let own = getegid()
        let permissions = SocketPermissions(mode: 0o660, groupID: own)
        let listener = try Listener(path: path, permissions)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.groupOwnerAccountID] as? Int == Int(own))
        #expect(attributes[.posixPermissions] as? Int == 0o660)
        listener.close()
        #expect(SocketPermissions.groupID(named: "root") == 0)
        #expect(SocketPermissions.groupID(named: "no such group") == nil)
    }

    @Test("nobody may connect to a bound socket before it is opened")
    func closedAtFirst() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        let descriptor = unsafe path.withCString { unsafe clinux_unix_bind($0) }
        #expect(descriptor >= 0)
        defer { clinux_close(descriptor) }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0)
    }

    @Test("binding a socket takes no right of a file that another thread makes meanwhile")
    func othersFiles() async throws {
        let path = TestServer.freshPath()
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        defer { TestServer.removeFolder(of: path) }
        let modes = try await withThrowingTaskGroup(of: Set<Int>.self) { group in
            group.addTask {
                for number in 0..<2_000 { leaveBehind("\(path).\(number)") }
                return []
            }
            group.addTask {
                var modes: Set<Int> = []
                for number in 0..<2_000 {
                    let file = folder.appendingPathComponent("\(number)")
                    try Data().write(to: file)
                    let found = try FileManager.default.attributesOfItem(atPath: file.path)
                    modes.insert(found[.posixPermissions] as? Int ?? -1)
                }
                return modes
            }
            return try await group.reduce(into: Set<Int>()) { $0.formUnion($1) }
        }
        #expect(modes.count == 1 && !modes.contains(0))
    }

    @Test("of many that start at once on one path exactly one listens")
    func starters() async throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        leaveBehind(path)
        let listeners = await withTaskGroup(of: Listener?.self) { group in
            for _ in 0..<50 {
                group.addTask { try? Listener(path: path, SocketPermissions(mode: 0o600)) }
            }
            return await group.reduce(into: [Listener]()) { all, next in
                if let next { all.append(next) }
            }
        }
        #expect(listeners.count == 1)
        #expect(throws: Never.self) { try RawPeer(path) }
        listeners.first?.close()
    }

    @Test("an inherited socket is served and its file stays; what does not listen is refused")
    func inherited() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        let first = try Listener(path: path, SocketPermissions(mode: 0o600))
        let heir = try Listener(inherited: dup(first.descriptor))
        #expect(heir.path == path)
        heir.close()
        #expect(FileManager.default.fileExists(atPath: path))
        first.close()
        #expect(throws: SocketError.notAListener(descriptor: 0)) { try Listener(inherited: 0) }
    }

    private func setMode(_ mode: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}
