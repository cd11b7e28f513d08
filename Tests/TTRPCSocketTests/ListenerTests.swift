import Foundation
import Testing

@testable import TTRPCSocket

@Suite("The listening socket")
struct ListenerTests {
    @Test("a path where another listens is refused, whoever it is")
    func inUse() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        let first = try Listener(path: path, mode: 0o600)
        defer { first.close() }
        #expect(throws: SocketError.inUse(path: path)) { try Listener(path: path, mode: 0o600) }
    }

    @Test("a socket file left behind by a crash is replaced")
    func stale() throws {
        let path = TestServer.freshPath()
        defer { TestServer.removeFolder(of: path) }
        leaveBehind(path)
        #expect(FileManager.default.fileExists(atPath: path))
        let listener = try Listener(path: path, mode: 0o640)
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
        #expect(throws: SocketError.self) { try Listener(path: path, mode: 0o600) }
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
        #expect(throws: SocketError.self) { try Listener(path: path, mode: 0o600) }
    }
}
