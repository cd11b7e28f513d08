import DirectoryAPI
import Foundation
import RollcallClient
import Testing

@Suite("Starting and ending")
struct LifecycleTests {
    @Test("SIGTERM lets calls in flight finish, and the daemon exits with 0")
    func drain() async throws {
        let daemon = try await LiveDaemon.start()
        let acknowledged = await withTaskGroup(of: [String].self) { group in
            for caller in 0..<32 {
                group.addTask {
                    var emails: [String] = []
                    for number in 0..<10_000 {
                        let email = "c\(caller).\(number)@example.com"
                        do {
                            try await daemon.create(email)
                        } catch let error as RollcallError {
                            // Refused while draining, or nobody there any more: never cut off.
                            #expect(error.code == .unavailable)
                            return emails
                        } catch {
                            Issue.record(error)
                            return emails
                        }
                        emails.append(email)
                        if caller == 0, number == 20 { daemon.program.send(SIGTERM) }
                    }
                    return emails
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(await daemon.program.ending() == .exited(0))
        #expect(acknowledged.count >= 20)

        let again = try await LiveDaemon.start(in: daemon.folder)
        #expect(try await again.status().users >= Int64(acknowledged.count))
        for email in acknowledged {
            let key = UserKey(.email(email))
            let user = try await again.client.call(LookupUser.self, LookupUserRequest(key: key))
            #expect(user.email == email)
        }
        try await again.expectWhole()
    }

    @Test("an idle daemon ends at SIGTERM and SIGINT with 0", arguments: [SIGTERM, SIGINT])
    func idle(signal: Int32) async throws {
        let daemon = try await LiveDaemon.start()
        #expect(await daemon.program.stop(with: signal) == .exited(0))
        #expect(!FileManager.default.fileExists(atPath: daemon.socketPath))
    }

    @Test("of two daemons on one data folder the second refuses with one line")
    func twoOnOneFolder() async throws {
        let daemon = try await LiveDaemon.start()
        let second = try RunningProgram(
            "rollcalld",
            ["--data-dir", daemon.folder.file("d"), "--socket", daemon.folder.file("other.sock")],
            in: daemon.folder)
        #expect(await second.ending() == .exited(1))
        #expect(second.log.lines.count == 1)
        #expect(try await daemon.status().users == 0)
    }

    @Test("of two daemons on one socket the second refuses with one line")
    func twoOnOneSocket() async throws {
        let daemon = try await LiveDaemon.start()
        let second = try RunningProgram(
            "rollcalld", ["--data-dir", daemon.folder.file("e"), "--socket", daemon.socketPath],
            in: daemon.folder)
        #expect(await second.ending() == .exited(1))
        #expect(second.log.lines.count == 1)
        let fresh = daemon.anotherClient()
        let health = try await fresh.call(CheckHealth.self, HealthCheckRequest())
        #expect(health.status == .serving)
    }

    @Test("a socket file that a crash left behind is replaced")
    func staleSocket() async throws {
        let daemon = try await LiveDaemon.start()
        daemon.program.send(SIGKILL)
        #expect(await daemon.program.ending() == .killed(signal: SIGKILL))
        #expect(FileManager.default.fileExists(atPath: daemon.socketPath))
        let again = try await LiveDaemon.start(in: daemon.folder)
        #expect(try await again.status().users == 0)
    }

    @Test("something at the socket's path that is no socket stays, and the daemon refuses")
    func notASocket() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("precious", to: "file")
        let program = try RunningProgram(
            "rollcalld", ["--data-dir", folder.file("d"), "--socket", path], in: folder)
        #expect(await program.ending() == .exited(1))
        #expect(program.log.lines.count == 1)
        #expect(try folder.text(of: "file") == "precious")
    }

    @Test("the data folder is its owner's alone, and the socket's mode is as told")
    func modes() async throws {
        let daemon = try await LiveDaemon.start(in: nil, "--socket-mode", "0600")
        #expect(try Self.mode(of: daemon.folder.file("d")) == 0o700)
        #expect(try Self.mode(of: daemon.socketPath) == 0o600)
    }

    @Test("a gateway ends at SIGTERM with 0, and refuses a taken port with one line")
    func gateway() async throws {
        let daemon = try await LiveDaemon.start()
        let gateway = try await LiveGateway.start(
            socketPath: daemon.socketPath, in: daemon.folder)
        let address = gateway.url.replacing("http://", with: "")
        let second = try RunningProgram(
            "rollcall-gateway",
            [
                "--socket", daemon.socketPath, "--listen", address,
                "--admin-listen", "127.0.0.1:0",
            ], in: daemon.folder)
        #expect(await second.ending() == .exited(1))
        #expect(second.log.lines.count == 1)
        #expect(second.log.lines.first?.contains(address) == true)
        #expect(await gateway.program.stop() == .exited(0))
    }

    @Test(
        "wrong usage is one line and exit code 2",
        arguments: [
            ("rollcalld", ["--no-such-flag"]), ("rollcalld", ["--workers", "none"]),
            ("rollcalld", ["--page-cache", "0"]), ("rollcalld", ["--hot-records", "1KiB"]),
            ("rollcalld", ["--socket-mode", "999"]), ("rollcalld", ["surplus"]),
            ("rollcall-gateway", ["--listen", "nowhere"]),
            ("rollcall-gateway", ["--credentials", "none"]),
            ("rollcall", ["no-such-command"]), ("rollcall", ["key", "create"]),
        ])
    func usage(program: String, arguments: [String]) async throws {
        let result = try await Tool.run(
            Products.program(program), arguments, in: TemporaryFolder())
        #expect(result.exitCode == 2)
        #expect(result.output == "")
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    private static func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }
}
