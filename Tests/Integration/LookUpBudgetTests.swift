import DirectoryAPI
import Foundation
import RollcallClient
import Synchronization
import Testing

@Suite("A key's budget of look-ups", .timeLimit(.minutes(3)))
struct LookUpBudgetTests {
    @Test("its end is 429 with Retry-After in each family's words, and makes nobody")
    func families() async throws {
        let installation = try await Installation.start()
        let key = try await makeKey(
            installation.daemon, installation.organization,
            [
                "--distinct-per-day", "2",
            ])
        let both = installation.both(apiKey: key)
        let check = ["cv-api-key": key]
        #expect(
            try await installation.get("/users/by-phone?phoneNumber=%2B15550100", both).status
                == 404)
        #expect(
            try await installation.get("/api/v1/check-user?email=b@example.com", check).status
                == 200)
        for method in ["GET", "HEAD"] {
            for path in [
                "/users/by-phone?phoneNumber=%2B15550199", "/users/by-email?email=c@example.com",
            ] {
                let refused = try await installation.send(method, path, both)
                #expect(refused.status == 429)
                if method == "GET" { try expectUsersProblem(refused, 429, "Too Many Requests") }
                try expectRetryAfter(refused, atMostSeconds: 86_400)
            }
        }
        for query in ["email=c@example.com", "phone-number=%2b15550199"] {
            let refused = try await installation.get("/api/v1/check-user?" + query, check)
            try expectCheckUserProblem(refused, 429)
            try expectRetryAfter(refused, atMostSeconds: 86_400)
        }
        // What was looked up today is free, in whatever spelling and by whatever way.
        #expect(
            try await installation.get("/users/by-email?email=B@Example.com", both).status == 200)
        #expect(
            try await installation.get("/api/v1/check-user?phone-number=001%205550100", check)
                .status == 200)
        #expect(try await installation.daemon.status().users == 1)
        try await expectCounted(installation, limits: 6)
    }

    @Test("a refusal says what is wrong with the request first: 400 before 429")
    func order() async throws {
        let installation = try await Installation.start()
        let key = try await makeKey(
            installation.daemon, installation.organization,
            [
                "--requests-per-minute", "1",
            ])
        let both = installation.both(apiKey: key)
        #expect(try await installation.get("/users/by-phone?phoneNumber=1", both).status == 404)
        #expect(try await installation.get("/users/by-phone?phoneNumber=1", both).status == 429)
        #expect(try await installation.get("/users/by-phone", both).status == 400)
        #expect(try await installation.get("/users/by-email?email=no", both).status == 400)
        let other = installation.both(apiKey: key, token: "x")
        #expect(try await installation.get("/users/by-phone?phoneNumber=1", other).status == 401)
    }

    @Test("after kill -9 all that was answered is counted, and no value counts twice")
    func killed() async throws {
        let budget = 300
        var daemon = try await LiveDaemon.start()
        let organization = try await daemon.rollcall("org", "create", "Example").line
        let key = try await makeKey(daemon, organization, ["--distinct-per-day", "\(budget)"])
        var answered: [Int] = []
        for round in 0..<4 {
            let killAfter = round == 3 ? Int.max : Int.random(in: 5...60)
            answered += await ask(from: round * 10_000, key, daemon, killAfter: killAfter)
            guard round < 3 else { break }
            #expect(await daemon.program.ending() == .killed(signal: SIGKILL))
            await daemon.client.shutdown()
            daemon = try await LiveDaemon.start(in: daemon.folder)
        }
        // What was on its way at a crash may be counted and not answered: eight callers each time.
        #expect(answered.count <= budget && answered.count >= budget - 3 * 8)
        for number in answered {
            #expect(await isAnswered(number, key, daemon), "a value that was known counts anew")
        }
        #expect(await !isAnswered(99_999, key, daemon))
        try await daemon.expectWhole()
    }

    @Test("requests of a minute are kept over a restart and a crash, but for a sixteenth")
    func requests() async throws {
        let begun = ContinuousClock.now
        var daemon = try await LiveDaemon.start()
        let organization = try await daemon.rollcall("org", "create", "Example").line
        let key = try await makeKey(daemon, organization, ["--requests-per-minute", "160"])
        var answered = 0
        for round in 0..<3 {
            for _ in 0..<(round == 2 ? 200 : 33) where await isAnswered(1, key, daemon) {
                answered += 1
            }
            guard round < 2 else { break }
            if round == 0 {
                #expect(await daemon.stop() == .exited(0))
            } else {
                daemon.program.send(SIGKILL)
                _ = await daemon.program.ending()
            }
            daemon = try await LiveDaemon.start(in: daemon.folder)
        }
        let minutes = (ContinuousClock.now - begun) / .seconds(60)
        #expect(answered >= 160 - 2 * 10)
        #expect(Double(answered) <= 160 * (1 + minutes.rounded(.down)))
    }

    @Test("an operator sets, sees and lifts it; what is no budget is refused in a line")
    func commandLine() async throws {
        let daemon = try await LiveDaemon.start()
        let organization = try await daemon.rollcall("org", "create", "Example").line
        let key = try await makeKey(
            daemon, organization,
            [
                "--requests-per-minute", "600", "--distinct-per-day", "5000",
            ])
        let id = try #require(key.split(separator: "_").dropFirst().first.map(String.init))
        func listed() async throws -> String {
            try await daemon.rollcall(
                "key", "list", "--organization", organization, "--output", "json"
            ).output
        }
        #expect(try await listed().contains("requestsPerMinute"))
        #expect(try await listed().contains("5000"))
        let table = try await daemon.rollcall("key", "list", "--organization", organization).output
        #expect(table.contains("A MINUTE  A DAY") && table.contains("600   5000"))
        let set = try await daemon.rollcall("key", "limit", id, "--distinct-per-day", "7")
        #expect(set.exitCode == 0 && set.output.contains("600      7"), "\(set)")
        _ = try await daemon.rollcall(
            "key", "limit", id, "--requests-per-minute", "0", "--distinct-per-day", "0")
        #expect(try await !listed().contains("600"))
        for arguments in [
            ["key", "limit", id, "--distinct-per-day", "-1"],
            [
                "key", "limit", "none",
                "--distinct-per-day", "1",
            ],
            ["key", "create", "--organization", organization, "--requests-per-minute", "1000001"],
        ] {
            let refused = try await Tool.run(
                Products.program("rollcall"), arguments + ["--socket", daemon.socketPath],
                in: daemon.folder)
            #expect(refused.exitCode != 0 && refused.errors.split(separator: "\n").count >= 1)
        }
        let nothing = try await daemon.rollcall("key", "limit", id)
        #expect(nothing.exitCode == 2)
    }

    @Test("of what was looked up nothing is to be found in the data folder, nor a plain hash of it")
    func nothingPersonal() async throws {
        let daemon = try await LiveDaemon.start()
        let organization = try await daemon.rollcall("org", "create", "Example").line
        let key = try await makeKey(daemon, organization, ["--distinct-per-day", "50"])
        let needle = "planted.zebra@example.com"
        #expect(
            await code(of: .email(needle), key, daemon) == .notFound)
        #expect(await code(of: .phoneNumber("+1-555-765-4321"), key, daemon) == .notFound)
        #expect(await daemon.stop() == .exited(0))
        let folder = URL(fileURLWithPath: daemon.folder.file("d"))
        var bytes = Data()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasPrefix("directory") {
            bytes += try Data(contentsOf: folder.appendingPathComponent(name))
        }
        #expect(bytes.count > 4_096)
        for text in [needle, "zebra", "765-4321", "5557654321"] {
            #expect(bytes.range(of: Data(text.utf8)) == nil)
        }
    }

    private func makeKey(
        _ daemon: LiveDaemon, _ organization: String, _ limits: [String]
    ) async throws -> String {
        let made = try await Tool.run(
            Products.program("rollcall"),
            ["key", "create", "--organization", organization] + limits
                + ["--socket", daemon.socketPath], in: daemon.folder)
        try #require(made.exitCode == 0, "\(made.errors)")
        return made.line
    }

    private func expectRetryAfter(_ answer: HTTPExchange, atMostSeconds limit: Int) throws {
        let seconds = try #require(answer.headers["retry-after"].flatMap(Int.init))
        #expect((1...limit).contains(seconds))
    }

    /// A spent budget is a limit, not too much at once; and the log says whose it is.
    private func expectCounted(_ installation: Installation, limits: Int) async throws {
        let metrics = try await HTTPExchange.send("GET", installation.gateway.adminURL + "/metrics")
        #expect(
            metrics.body.contains(
                "rollcall_gateway_requests_refused_total{reason=\"limit\"} \(limits)\n"))
        #expect(metrics.body.contains("rollcall_gateway_requests_shed_total 0\n"))
    }

    private func code(
        of key: UserKey.Key, _ secret: String, _ daemon: LiveDaemon
    ) async -> RollcallError.Code? {
        do {
            _ = try await daemon.client.call(
                LookupUser.self, LookupUserRequest(key: UserKey(key)),
                options: CallOptions(
                    metadata: [(MetadataKey.apiKey, secret)], timeout: .seconds(20)))
            return nil
        } catch {
            return error.code
        }
    }

    /// Whether somebody was looked for, whom nobody is.
    private func isAnswered(_ number: Int, _ secret: String, _ daemon: LiveDaemon) async -> Bool {
        await code(of: .email("n\(number)@example.com"), secret, daemon) == .notFound
    }

    /// Eight callers, each asks for one value after another until it is refused, or nobody answers.
    private func ask(
        from first: Int, _ key: String, _ daemon: LiveDaemon, killAfter: Int
    ) async -> [Int] {
        let answered = Answered()
        await withTaskGroup(of: Void.self) { group in
            for caller in 0..<8 {
                group.addTask {
                    for number in 0..<1_000 {
                        let value = first + caller * 1_000 + number
                        guard await isAnswered(value, key, daemon) else { return }
                        if answered.add(value) == killAfter { daemon.program.send(SIGKILL) }
                    }
                }
            }
        }
        return answered.all
    }
}

/// The values that were answered, over all callers.
private final class Answered: Sendable {
    private let values = Mutex<[Int]>([])

    var all: [Int] { values.withLock { $0 } }

    /// Gives how many there are with it.
    func add(_ value: Int) -> Int {
        values.withLock { values in
            values.append(value)
            return values.count
        }
    }
}
