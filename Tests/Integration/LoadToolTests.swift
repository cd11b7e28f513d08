import DirectoryAPI
import Foundation
import RollcallClient
import Testing

@Suite("rollcall-load, against real programs")
struct LoadToolTests {
    private static let users = ["--users", "64"]

    /// A daemon that is filled.
    private func filled() async throws -> LiveDaemon {
        let daemon = try await LiveDaemon.start()
        let fill = try await load(daemon, "fill", Self.users)
        #expect(fill.exitCode == 0, "\(fill.errors)")
        #expect(fill.output.contains("64 users are there"))
        return daemon
    }

    private func load(
        _ daemon: LiveDaemon, _ command: String, _ arguments: [String]
    ) async throws -> Tool.Result {
        try await Tool.run(
            Products.program("rollcall-load"),
            [command, "--socket", daemon.socketPath] + arguments, in: daemon.folder)
    }

    /// A short run that no delay of a busy machine makes invalid.
    private func run(_ daemon: LiveDaemon, _ arguments: String...) async throws -> Tool.Result {
        try await run(daemon, arguments)
    }

    private func run(_ daemon: LiveDaemon, _ arguments: [String]) async throws -> Tool.Result {
        try await load(
            daemon, "run",
            Self.users + ["--duration", "200ms", "--warm-up", "50ms", "--late", "1m"] + arguments)
    }

    @Test("every built-in workload runs, its replies are right, and it passes")
    func workloads() async throws {
        let daemon = try await filled()
        let names = [
            "by-phone", "by-email", "update-phone", "check-user", "export-phone", "mixed",
            "signup-storm", "phone-churn", "hot-tenant", "enumeration",
        ]
        for name in names {
            let result = try await run(daemon, "--workload", name, "--rate", "100/s")
            #expect(result.exitCode == 0, "\(name): \(result.errors)")
            #expect(result.output.contains("from schedule"))
        }
        let closed = try await run(daemon, "--connections", "4", "--processes", "2")
        #expect(closed.exitCode == 0, "\(closed.errors)")
        #expect(closed.output.contains("not for latency claims"))
        #expect(await daemon.stop() == .exited(0))
    }

    @Test("a report in JSON holds the figures, the machine and the plan, and no secret")
    func json() async throws {
        let daemon = try await filled()
        let result = try await run(daemon, "--rate", "50/s", "--json", "--api-key", "rk_secret")
        // The key is none, so that the daemon refuses every call.
        #expect(result.exitCode == 2)
        #expect(!result.output.contains("rk_secret"))
        let report = try JSONParser.parse(result.output)
        #expect(report["calls"] == .number("0"))
        #expect(report["refused"]?["16"] == .number("10"))
        #expect(report["machine"]?["kernel"] != nil)
        #expect(report["plan"]?["workload"]?["name"] == .string("by-phone"))
        #expect(report["seed"] == .number("1"))
        let good = try await run(daemon, "--json", "--connections", "2")
        let latency = try JSONParser.parse(good.output)["latencyMicroseconds"]
        #expect(latency?["p50"] != nil)
        #expect(try JSONParser.parse(good.output)["serverCPUMicrosecondsPerCall"] != nil)
    }

    @Test("usage and what cannot be reached are 1")
    func usage() async throws {
        let folder = try TemporaryFolder()
        for arguments in [
            ["run", "--rate", "fast"], ["run", "--workload", "by-fax"], ["sprint"],
            ["run", "--socket", folder.file("nobody")], ["compare", "a.json", "b.json"],
            ["run", "--url", "http://127.0.0.1:1", "--workload", "by-uuid"],
        ] {
            let result = try await Tool.run(
                Products.program("rollcall-load"), arguments, in: folder)
            #expect(result.exitCode == 1, "\(arguments)")
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        }
    }

    @Test("a broken objective is 2, and so is one without a sample")
    func broken() async throws {
        let daemon = try await filled()
        let slow = try await run(daemon, "--rate", "50/s", "--objective", "p99<=1ns")
        #expect(slow.exitCode == 2)
        #expect(slow.errors.contains("p99<=1ns is broken"))
        let none = try await run(daemon, "--rate", "50/s", "--objective", "by-email.p99<=1s")
        #expect(none.exitCode == 2)
        #expect(none.errors.contains("no sample"))
    }

    @Test("late sends make a run INVALID, which is 3")
    func invalid() async throws {
        let daemon = try await filled()
        let result = try await run(daemon, "--rate", "50/s", "--late", "1ns")
        #expect(result.exitCode == 3)
        #expect(result.output.contains("INVALID  10 calls were sent late"))
    }

    @Test("a wrong reply ends a run at once with 4")
    func wrong() async throws {
        let daemon = try await LiveDaemon.start()
        // The address of the population's first user, under another uuid.
        try await daemon.create("user0000000000@example.com", uuid: "somebody-else")
        let result = try await load(
            daemon, "run", ["--users", "1", "--workload", "by-email", "--duration", "1h"])
        #expect(result.exitCode == 4)
        #expect(result.errors.contains("wrong reply"))
        #expect(result.output.contains("WRONG"))
    }

    @Test("^C ends a run with the report so far, and 130", arguments: [1, 2])
    func interrupted(processes: Int) async throws {
        let daemon = try await filled()
        let page = daemon.folder.file("page.html")
        let program = try RunningProgram(
            "rollcall-load",
            [
                "run", "--socket", daemon.socketPath, "--users", "64", "--duration", "1h",
                "--warm-up", "0s", "--late", "1m", "--rate", "100/s", "--html", page,
                "--processes", "\(processes)",
            ], in: daemon.folder)
        // It listens for ^C before it connects.
        var connections: Int64 = 0
        while connections < 16 {
            connections = try await daemon.client.call(GetStatus.self, GetStatusRequest())
                .connections
        }
        #expect(await program.stop(with: SIGINT) == .exited(130))
        let text = try daemon.folder.text(of: "page.html")
        #expect(text.contains("interrupted"))
        #expect(text.contains("<svg"))
    }

    @Test("what was acknowledged before kill -9 is found by verify, and what was not is missed")
    func journal() async throws {
        let folder = try TemporaryFolder()
        let daemon = try await LiveDaemon.start(in: folder)
        #expect(try await load(daemon, "fill", Self.users).exitCode == 0)
        let journal = folder.file("journal")
        let program = try RunningProgram(
            "rollcall-load",
            [
                "run", "--socket", daemon.socketPath, "--users", "64", "--duration", "1h",
                "--workload", "phone-churn", "--journal", journal, "--connections", "4",
            ], in: folder)
        var lines = 0
        while lines < 200 {
            _ = try await daemon.client.call(CheckHealth.self, HealthCheckRequest())
            lines = ((try? folder.text(of: "journal")) ?? "").split(separator: "\n").count
        }
        daemon.program.send(SIGKILL)
        #expect(await program.ending() == .exited(1))
        await daemon.client.shutdown()

        let again = try await LiveDaemon.start(in: folder)
        let verify = try await load(again, "verify", Self.users + ["--journal", journal])
        #expect(verify.exitCode == 0, "\(verify.errors)")
        #expect(verify.output.contains("all is there"))
        try folder.write(try folder.text(of: "journal") + "set 7 999999 5\n", to: "journal")
        let missed = try await load(again, "verify", Self.users + ["--journal", journal])
        #expect(missed.exitCode == 4)
        #expect(missed.errors.contains("missing"))
    }

    @Test("the same workload runs over the gateway, and what that adds is told")
    func both() async throws {
        let installation = try await Installation.start()
        let daemon = installation.daemon
        #expect(try await load(daemon, "fill", Self.users).exitCode == 0)
        try daemon.folder.write(installation.apiKey + "\n", to: "key")
        try daemon.folder.write(installation.token, to: "token")
        let gateway = [
            "--url", installation.gateway.url, "--api-key-file", daemon.folder.file("key"),
            "--token-file", daemon.folder.file("token"),
        ]
        for name in ["mixed", "phone-churn", "export-phone", "enumeration", "signup-storm"] {
            let result = try await run(
                daemon, ["--workload", name, "--rate", "100/s", "--both"] + gateway)
            #expect(result.exitCode == 0, "\(name): \(result.errors)")
            #expect(result.output.contains("gateway · "))
            #expect(result.output.contains("adds"))
        }
    }

    @Test("five repeats are compared with five, and unlike runs are refused")
    func compared() async throws {
        let daemon = try await filled()
        let repeats = ["--connections", "2", "--repeat", "5", "--json"]
        let base = try await run(daemon, repeats)
        #expect(base.exitCode == 0, "\(base.errors)")
        try daemon.folder.write(base.output, to: "base.json")
        let compare = { (first: String, second: String, more: [String]) in
            try await Tool.run(
                Products.program("rollcall-load"), ["compare", first, second] + more,
                in: daemon.folder)
        }
        let itself = try await compare("base.json", "base.json", ["--fail-if", "p99 +10000%"])
        #expect(itself.exitCode == 0, "\(itself.errors)")
        #expect(itself.output.contains("p99.9"))
        let other = try await run(daemon, ["--connections", "3", "--repeat", "5", "--json"])
        try daemon.folder.write(other.output, to: "other.json")
        let unlike = try await compare("base.json", "other.json", [])
        #expect(unlike.exitCode == 1)
        #expect(unlike.errors.contains("differ in connections: 2, 3"))
        let one = try await run(daemon, "--connections", "2", "--json")
        try daemon.folder.write(one.output, to: "one.json")
        let few = try await compare("base.json", "one.json", [])
        #expect(few.exitCode == 1)
        #expect(few.errors.contains("1 of the 5 repeats"))
    }
}
