import Foundation
import TestSupport
import Testing

@Suite("When no descriptor is left", .timeLimit(.minutes(2)))
struct DescriptorLimitTests {
    @Test(
        "those connected are served, the acceptor does not spin, and who waited is served later",
        .enabled(
            if: Products.installed("prlimit") != nil, "NOT TESTED: prlimit is not installed"))
    func limit() async throws {
        let daemon = try await LiveDaemon.start()
        let inUse = try descriptors(of: daemon.program.processID)
        let limited = try await Tool.run(
            try #require(Products.installed("prlimit")),
            ["--pid", "\(daemon.program.processID)", "--nofile=\(inUse + 10):"],
            in: daemon.folder)
        try #require(limited.exitCode == 0, "\(limited.errors)")

        let peers = try (0..<20).map { _ in try RawPeer(daemon) }
        peers[0].expectAlive(id: 1)
        let before = try processorTicks(of: "acceptor", in: daemon.program.processID)
        let began = ContinuousClock.now
        var id: UInt32 = 3
        while ContinuousClock.now - began < .milliseconds(600) {
            peers[0].expectAlive(id: id)
            id += 2
        }
        let spent = try processorTicks(of: "acceptor", in: daemon.program.processID) - before
        // 60 ticks went by; one that spins takes what it can get.
        #expect(spent <= 10)

        for peer in peers[1...] { peer.send(Frame.health(1)) }
        let served = peers[1...7].allSatisfy { $0.next() == .serving(1) }
        #expect(served)
        _ = try await Tool.run(
            try #require(Products.installed("prlimit")),
            ["--pid", "\(daemon.program.processID)", "--nofile=1024:"], in: daemon.folder)
        #expect(peers[8...].allSatisfy { $0.next() == .serving(1) })
    }

    private func descriptors(of process: Int32) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
    }

    /// Hundredths of a second that a thread has had.
    private func processorTicks(of thread: String, in process: Int32) throws -> Int {
        let tasks = "/proc/\(process)/task"
        for task in try FileManager.default.contentsOfDirectory(atPath: tasks) {
            let name = try String(contentsOfFile: "\(tasks)/\(task)/comm", encoding: .utf8)
            guard name == thread + "\n" else { continue }
            let stat = try String(contentsOfFile: "\(tasks)/\(task)/stat", encoding: .utf8)
            let fields = stat.split(separator: " ")
            return (Int(fields[13]) ?? 0) + (Int(fields[14]) ?? 0)
        }
        throw StartFailure(program: "rollcalld", lines: ["it has no thread \(thread)"])
    }
}
