import Foundation
import Synchronization
import TTRPC

@testable import TTRPCSocket

/// A server on a socket of its own, with the methods of `TestDispatcher`.
final class TestServer: Sendable {
    /// Calls that wait for the test.
    final class HeldCalls: Sendable {
        private let state = Mutex<
            (calls: [Responder], waiters: [CheckedContinuation<Void, Never>])
        >(
            ([], []))

        func add(_ responder: Responder) {
            let waiters = state.withLock { state in
                state.calls.append(responder)
                defer { state.waiters.removeAll() }
                return state.waiters
            }
            for waiter in waiters { waiter.resume() }
        }

        /// Waits until so many are held, and gives them.
        func take(_ count: Int) async -> [Responder] {
            while true {
                let calls = state.withLock { $0.calls.count >= count ? $0.calls : nil }
                if let calls { return calls }
                await withCheckedContinuation { waiter in
                    let isThere = state.withLock { state in
                        if state.calls.count >= count { return true }
                        state.waiters.append(waiter)
                        return false
                    }
                    if isThere { waiter.resume() }
                }
            }
        }
    }

    let path: String
    let held = HeldCalls()
    let streams = StreamLog()
    let counters = SocketCounters()
    let server: SocketServer

    static let deadlineKey = "gives-up-at"

    init(workers: Int = 1, limits: SocketLimits = SocketLimits()) throws {
        var limits = limits
        limits.deadlineKey = Self.deadlineKey
        path = TestServer.freshPath()
        let dispatchers = (0..<workers).map { [held, streams] _ in TestDispatcher(held, streams) }
        server = try SocketServer(
            listener: Listener(path: path, SocketPermissions(mode: 0o600)),
            dispatchers: dispatchers, limits: limits, counters: counters)
    }

    /// In the place of another, which has passed on what it had.
    init(listener: Listener, former: Listener? = nil, path: String) throws {
        self.path = path
        server = try SocketServer(
            listener: listener, former: former, dispatchers: [TestDispatcher(held, streams)],
            limits: SocketLimits(), counters: counters)
    }

    /// In a folder of its own, which `removeFolder` takes away with all that is in it.
    static func freshPath() -> String {
        let folder = "/tmp/rollcall-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        return folder + "/socket"
    }

    static func removeFolder(of path: String) {
        try? FileManager.default.removeItem(atPath: String(path.dropLast("/socket".count)))
    }

    func end() {
        server.drain()
        server.stop()
        server.wait()
        TestServer.removeFolder(of: path)
    }
}
