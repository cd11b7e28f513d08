import CLinux
import Foundation
import Synchronization

@testable import rollcall_load

/// A server on a real socket that sends back what it gets, one read after the other, or fails to
/// in a way that a test knows.
final class FakeServer: Sendable {
    enum Behaviour: Sendable {
        case prompt
        /// Does nothing in the first 100 ms of each second of the monotonic clock.
        case stalling
        /// Reads, and never answers.
        case silent
        /// Closes a connection instead of answering its n-th read.
        case closing(afterReads: Int)
    }

    let path: String
    private let isStopped = Atomic(false)

    init(_ behaviour: Behaviour) throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("rl-\(UUID().uuidString.prefix(8)).sock").path
        let fd = unsafe path.withCString { unsafe clinux_unix_bind($0) }
        let listener = try SystemCall.check("bind", fd)
        let changed = unsafe path.withCString { unsafe clinux_change_mode($0, 0o600) }
        _ = try SystemCall.check("chmod", changed)
        _ = try SystemCall.check("listen", clinux_listen(listener, 128))
        Thread.detachNewThread { [weak self] in
            var served = Served(listener: listener, behaviour: behaviour)
            while let self, !self.isStopped.load(ordering: .relaxed) { served.turn() }
            served.close()
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func stop() { isStopped.store(true, ordering: .relaxed) }
}

/// The connections of a fake server, on its thread.
private struct Served: ~Copyable {
    let listener: Int32
    let behaviour: FakeServer.Behaviour
    var poller: Poller
    /// Reads so far, by descriptor.
    var reads: [Int32: Int] = [:]
    var buffer = [UInt8](repeating: 0, count: 65_536)

    init(listener: Int32, behaviour: FakeServer.Behaviour) {
        self.listener = listener
        self.behaviour = behaviour
        poller = try! Poller()
        try! poller.add(listener, token: Int(listener))
    }

    mutating func turn() {
        if case .stalling = behaviour { stall() }
        guard let found = try? poller.wait(timeout: 20_000_000) else { return }
        for event in 0..<found {
            let fd = Int32(poller[event].token)
            if fd == listener { accept() } else { answer(fd) }
        }
    }

    func close() {
        clinux_close(listener)
        for fd in reads.keys { clinux_close(fd) }
    }

    private func stall() {
        let second: UInt64 = 1_000_000_000
        let stall: UInt64 = 100_000_000
        while case let now = clinux_monotonic_ns() % second, now < stall {
            var nobody = try! Poller()
            _ = try! nobody.wait(timeout: stall - now)
        }
    }

    private mutating func accept() {
        let fd = clinux_accept(listener)
        guard fd >= 0 else { return }
        reads[fd] = 0
        try! poller.add(fd, token: Int(fd))
    }

    private mutating func answer(_ fd: Int32) {
        guard let count = try? SystemCall.read(fd, into: &buffer, at: 0) else { return }
        reads[fd, default: 0] += 1
        if case .closing(let limit) = behaviour, reads[fd, default: 0] >= limit {
            return drop(fd)
        }
        guard count > 0 else { return drop(fd) }
        if case .silent = behaviour { return }
        _ = try? SystemCall.send(fd, Array(buffer[..<count]))
    }

    private mutating func drop(_ fd: Int32) {
        clinux_close(fd)
        reads[fd] = nil
    }
}
