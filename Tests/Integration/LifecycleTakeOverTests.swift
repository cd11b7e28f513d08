import DirectoryAPI
import Foundation
import RollcallClient
import TestSupport
import Testing

@Suite("Taking over from the daemon that runs")
struct LifecycleTakeOverTests {
    /// Started in the place of another.
    private func successor(
        of daemon: LiveDaemon, _ arguments: String...
    ) throws -> RunningProgram {
        try RunningProgram(
            "rollcalld", ["--data-dir", daemon.folder.file("d"), "--take-over"] + arguments,
            in: daemon.folder)
    }

    @Test("under load no call fails, on connections old and new, and no write is lost")
    func underLoad() async throws {
        let daemon = try await LiveDaemon.start()
        let isOver = Latch<Void>()
        let answered = LineLog()
        let made = try await withThrowingTaskGroup(of: [String].self) { group in
            for caller in 0..<8 {
                group.addTask {
                    // Nobody waits for one that has failed.
                    defer { answered.end() }
                    let own = daemon.anotherClient()
                    var emails: [String] = []
                    while !isOver.isSet {
                        let email = "c\(caller).\(emails.count)@example.com"
                        let client = emails.count.isMultiple(of: 2) ? own : daemon.anotherClient()
                        let request = FindOrCreateUserRequest(email: email)
                        _ = try await client.call(FindOrCreateUser.self, request)
                        emails.append(email)
                        answered.append(Array("\(email)\n".utf8))
                        if client !== own { await client.shutdown() }
                    }
                    await own.shutdown()
                    return emails
                }
            }
            var current = daemon.program
            for round in 1...3 {
                // Each is under load.
                _ = await answered.line(holding: "c0.\(3 * round)@")
                let next = try self.successor(of: daemon)
                #expect(await next.log.line(holding: "serving") != nil)
                #expect(await current.ending() == .exited(0))
                current = next
            }
            isOver.set(())
            let made = try await group.reduce(into: []) { $0 += $1 }
            let client = daemon.anotherClient()
            for email in made {
                let request = LookupUserRequest(key: UserKey(.email(email)))
                #expect(try await client.call(LookupUser.self, request).email == email)
            }
            try await daemon.expectWhole()
            #expect(await current.stop() == .exited(0))
            #expect(!FileManager.default.fileExists(atPath: daemon.socketPath))
            return made
        }
        #expect(made.count >= 9)
    }

    @Test("the socket gets the rights that the new one was told")
    func rights() async throws {
        let daemon = try await LiveDaemon.start()
        let next = try successor(of: daemon, "--socket-mode", "0600")
        #expect(await next.log.line(holding: "serving") != nil)
        #expect(await daemon.program.ending() == .exited(0))
        let attributes = try FileManager.default.attributesOfItem(atPath: daemon.socketPath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try await daemon.status().users == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: daemon.folder.file("d"))
        #expect(!left.contains { $0.hasSuffix(".next") })
    }

    @Test("with no daemon running, or one that crashed, it starts as always")
    func nobody() async throws {
        let daemon = try await LiveDaemon.start(in: nil, "--take-over")
        try await daemon.create("ann@example.com")
        daemon.program.send(SIGKILL)
        #expect(await daemon.program.ending() == .killed(signal: SIGKILL))
        let again = try await LiveDaemon.start(in: daemon.folder, "--take-over")
        #expect(try await again.status().users == 1)
    }

    @Test("one that can't open the store gives all of it back, and nobody notices")
    func givenBack() async throws {
        let daemon = try await LiveDaemon.start()
        let peer = try RawPeer(daemon)
        peer.send(Frame.create(1, "a@example.com"))
        #expect(peer.next()?.code == 0)
        // To the same folder, by a way that is longer than SQLite takes: 512 bytes.
        let name = String(repeating: "a", count: 250)
        let aside = daemon.folder.file(name + "/" + name)
        try FileManager.default.createDirectory(
            atPath: aside, withIntermediateDirectories: true)
        let poor = try RunningProgram(
            "rollcalld",
            ["--data-dir", aside + "/../../d", "--socket", daemon.socketPath, "--take-over"],
            in: daemon.folder)
        // Half of a call is read by then, and the other half not.
        let call = Frame.create(3, "b@example.com")
        peer.send(Array(call[..<20]))
        #expect(await poor.ending() == .exited(1))
        #expect(poor.log.lines.count == 1)
        #expect(await daemon.program.log.line(holding: "no other took over") != nil)
        peer.send(Array(call[20...]))
        #expect(peer.next()?.code == 0)
        peer.expectAlive()
        try RawPeer(daemon).expectAlive()
        let status = try await daemon.anotherClient().call(GetStatus.self, GetStatusRequest())
        #expect(status.users == 2)
        try await daemon.expectWhole()

        let next = try successor(of: daemon)
        #expect(await next.log.line(holding: "serving") != nil)
        #expect(await daemon.program.ending() == .exited(0))
        peer.expectAlive(id: 10_001)
        #expect(await next.stop() == .exited(0))
        #expect(!FileManager.default.fileExists(atPath: daemon.socketPath))
    }

    @Test("another socket is refused with one line, and the one that runs goes on")
    func otherSocket() async throws {
        let daemon = try await LiveDaemon.start()
        let other = try successor(of: daemon, "--socket", daemon.folder.file("other.sock"))
        #expect(await other.ending() == .exited(1))
        #expect(other.log.lines.count == 1)
        #expect(try await daemon.status().users == 0)
        let next = try successor(of: daemon)
        #expect(await next.log.line(holding: "serving") != nil)
        #expect(await daemon.program.ending() == .exited(0))
    }

    @Test("the script that proves it runs: three restarts, no call failed")
    func script() async throws {
        let python = try #require(Products.installed("python3"))
        let script = Products.source("../../tools/restart-under-load").standardized.path
        let result = try await Tool.run(
            python, [script, "--restarts", "3", "--binaries", Products.folder.path],
            in: TemporaryFolder())
        #expect(result.exitCode == 0, "\(result.output) \(result.errors)")
        #expect(result.output.contains("0 failed"))
    }
}
