import DirectoryAPI
import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("org create prints the id alone, org list shows it in a table and in JSON")
    func organizations() async throws {
        let daemon = try await LiveDaemon.start()
        let made = try await daemon.rollcall("org", "create", "Example Ltd")
        #expect(made.exitCode == 0)
        #expect(made.output.wholeMatch(of: /org_[0-9a-hjkmnp-tv-z]{26}\n/) != nil)
        let table = try await daemon.rollcall("org", "list")
        #expect(table.output.contains(made.line))
        #expect(table.output.contains("Example Ltd"))
        let json = try await JSONParser.parse(
            daemon.rollcall("org", "list", "--output", "json").output)
        guard case .array(let organizations) = json["organizations"] else {
            Issue.record("no organizations")
            return
        }
        #expect(organizations.map { $0["id"] } == [.string(made.line)])
    }

    @Test("key create prints the secret alone, the only time that it is shown")
    func keys() async throws {
        let daemon = try await LiveDaemon.start()
        let organization = try await daemon.rollcall("org", "create", "Example").line
        let made = try await daemon.rollcall("key", "create", "--organization", organization)
        #expect(made.output.wholeMatch(of: /rck_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}\n/) != nil)
        let id = made.line.split(separator: "_")[1]
        for form in ["table", "json"] {
            let list = try await daemon.rollcall(
                "key", "list", "--organization", organization, "--output", form)
            #expect(list.output.contains(id))
            #expect(!list.output.contains(made.line.suffix(49)))
            for scope in ["users:read", "users:create", "users:write-phone", "users:check"] {
                #expect(list.output.contains(scope))
            }
            #expect(!list.output.contains("phones:export"))
        }
        #expect(try await daemon.rollcall("key", "revoke", String(id)).exitCode == 0)
        let again = try await daemon.rollcall("key", "revoke", "nobody")
        #expect(again.exitCode == 1)
        #expect(again.errors.split(separator: "\n").count == 1)
    }

    @Test("a key that clients hold already is carried over")
    func importedKeys() async throws {
        let installation = try await Installation.start()
        let secret = "old-vendor-key-0123456789"
        let carried = try await installation.daemon.rollcall(
            "key", "import", "--organization", installation.organization, input: secret + "\n")
        #expect(carried.exitCode == 0)
        #expect(!carried.output.contains(secret))
        let answer = try await installation.get(
            "/api/v1/check-user?email=a@example.com", ["cv-api-key": secret])
        #expect(answer.status == 200)
    }

    @Test("token keygen writes a private key for its owner and a public one, and replaces neither")
    func keygen() async throws {
        let folder = try TemporaryFolder()
        let made = try await Tool.rollcall("token", "keygen", folder.file("k"), in: folder)
        #expect(made.exitCode == 0)
        let attributes = try FileManager.default.attributesOfItem(
            atPath: folder.file("k/signing-key.json"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let privateKey = try JSONParser.parse(folder.text(of: "k/signing-key.json"))
        #expect(privateKey["d"] != nil)
        let jwks = try folder.text(of: "k/jwks.json")
        guard case .array(let keys) = try JSONParser.parse(jwks)["keys"] else {
            Issue.record("no keys")
            return
        }
        #expect(keys.count == 1)
        #expect(keys.allSatisfy { $0["d"] == nil && $0["kid"] != nil })
        let again = try await Tool.rollcall("token", "keygen", folder.file("k"), in: folder)
        #expect(again.exitCode == 1)
        #expect(try folder.text(of: "k/jwks.json") == jwks)
        let minted = try await Tool.rollcall(
            "token", "mint", "--key", folder.file("k/signing-key.json"), "--subject", "s",
            in: folder)
        #expect(minted.output.wholeMatch(of: /[\w-]+\.[\w-]+\.[\w-]+\n/) != nil)
    }

    @Test("a user is created, found, given a number, looked back on, and parted from the number")
    func users() async throws {
        let daemon = try await LiveDaemon.start()
        let made = try await daemon.rollcall(
            "user", "create", "Ann@example.com", "--uuid", "u-1", "--output", "json")
        #expect(try JSONParser.parse(made.output)["created"] == .bool(true))
        #expect(try await daemon.rollcall("user", "set-phone", "u-1", "+1-555-0123").exitCode == 0)
        for key in [
            ["--phone", "+1-555-0123"], ["--email", "ann@EXAMPLE.com"], ["--uuid", "u-1"],
        ] {
            let found = try await Tool.run(
                Products.program("rollcall"),
                ["user", "find"] + key + ["--socket", daemon.socketPath], in: daemon.folder)
            #expect(found.exitCode == 0)
            #expect(found.output.contains("Ann@example.com"))
        }
        #expect(try await daemon.rollcall("user", "remove-phone", "u-1").exitCode == 0)
        let events = try await daemon.rollcall("user", "events", "u-1")
        #expect(events.output.contains("***0123"))
        #expect(events.output.contains("uid:"))
        #expect(try await daemon.status().lastPosition == 3)
    }

    @Test("status, store verify and call answer in JSON")
    func asking() async throws {
        let daemon = try await LiveDaemon.start()
        try await daemon.create("ann@example.com", uuid: "u-1")
        let status = try await daemon.rollcall("status", "--output", "json")
        #expect(try JSONParser.parse(status.output)["users"] == .string("1"))
        let verified = try await daemon.rollcall("store", "verify", "--output", "json")
        #expect(verified.exitCode == 0)
        #expect(try JSONParser.parse(verified.output)["ok"] == .bool(true))
        let called = try await daemon.rollcall(
            "call", "Directory/LookupUser", #"{"key": {"uuid": "u-1"}}"#)
        #expect(try JSONParser.parse(called.output)["email"] == .string("ann@example.com"))
    }

    @Test("call prints the answers of a stream as they come, a line each")
    func streams() async throws {
        let daemon = try await LiveDaemon.start()
        try await daemon.create("ann@example.com", uuid: "u-1")
        let exported = try await daemon.rollcall("call", "Admin/ExportUsers")
        #expect(exported.exitCode == 0)
        #expect(exported.line.split(separator: "\n").count == 1)
        guard case .array(let users) = try JSONParser.parse(exported.line)["users"] else {
            Issue.record("no users")
            return
        }
        #expect(users.map { $0["email"] } == [.string("ann@example.com")])

        let refused = try await daemon.rollcall(
            "call", "Directory/WatchEvents", #"{"after_position": -1}"#)
        #expect(refused.exitCode == 1)
        #expect(refused.errors.contains("INVALID_ARGUMENT"))
        let taking = try await daemon.rollcall("call", "Admin/ImportUsers")
        #expect(taking.exitCode == 2)
        #expect(taking.errors.contains("rollcall users import"))

        let path = try daemon.folder.write("", to: "watched")
        let watching = try ChildProcess(
            Products.program("rollcall"),
            ["call", "Directory/WatchEvents", "--socket", daemon.socketPath], in: daemon.folder,
            files: (
                ChildProcess.nothing(), FileHandle(forWritingTo: URL(fileURLWithPath: path)),
                ChildProcess.nothing()
            ))
        defer { watching.send(SIGKILL) }
        try await daemon.create("bob@example.com", uuid: "u-2")
        var lines: [Substring] = []
        while lines.count < 2 {
            lines = try daemon.folder.text(of: "watched").split(separator: "\n")
            await Task.yield()
        }
        watching.send(SIGINT)
        #expect(await watching.ending() == .exited(130))
        #expect(
            try lines.map { try JSONParser.parse(String($0))["uuid"] }
                == [.string("u-1"), .string("u-2")])
    }

    @Test("what is refused is one line on standard error and exit code 1, usage 2")
    func failures() async throws {
        let daemon = try await LiveDaemon.start()
        let cases: [([String], Int32)] = [
            (["user", "find", "--uuid", "nobody"], 1), (["user", "set-phone", "nobody", "1"], 1),
            (["call", "Directory/LookupUser", "{}"], 1),
            (["call", "Directory/LookupUser", "{"], 2),
            (["call", "Directory/NoSuchMethod"], 2), (["user", "find"], 2),
            (["status", "--output", "picture"], 2), (["org", "create"], 2),
        ]
        for (arguments, exitCode) in cases {
            let result = try await Tool.run(
                Products.program("rollcall"), arguments + ["--socket", daemon.socketPath],
                in: daemon.folder)
            #expect(result.exitCode == exitCode, "\(arguments)")
            #expect(result.output == "", "\(arguments)")
            #expect(result.errors.split(separator: "\n").count == 1, "\(arguments)")
        }
    }

    @Test("with no daemon there a command says so, in one line")
    func noDaemon() async throws {
        let result = try await Tool.rollcall("status", in: TemporaryFolder())
        #expect(result.exitCode == 1)
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.errors.contains("rollcalld"))
    }

    @Test("settings come from the environment and from a file as well")
    func settings() async throws {
        let daemon = try await LiveDaemon.start()
        let rollcall = Products.program("rollcall")
        let environment = try await Tool.run(
            rollcall, ["status"], in: daemon.folder,
            environment: ["ROLLCALL_SOCKET": daemon.socketPath])
        #expect(environment.exitCode == 0)
        let file = try daemon.folder.write(
            #"{"socket": "\#(daemon.socketPath)"}"#, to: "settings.json")
        let config = try await Tool.run(rollcall, ["status", "--config", file], in: daemon.folder)
        #expect(config.exitCode == 0)
        // A flag counts before the environment, which counts before the file.
        let flag = try await Tool.run(
            rollcall, ["status", "--socket", "/nowhere"], in: daemon.folder,
            environment: ["ROLLCALL_SOCKET": daemon.socketPath])
        #expect(flag.exitCode == 1)
    }

    @Test("users are imported from a file, and a second time changes nothing")
    func importing() async throws {
        let daemon = try await LiveDaemon.start()
        let users = (1...500).map {
            #"{"uuid":"i-\#($0)","email":"i\#($0)@example.com","phone_number":"+1555\#($0)"}"#
        }
        let path = try daemon.folder.write(users.joined(separator: "\n"), to: "users.ndjson")
        for _ in 0..<2 {
            let done = try await daemon.rollcall("users", "import", path)
            #expect(done.exitCode == 0)
            let status = try await daemon.status()
            #expect(status.users == 500)
            #expect(status.lastPosition == 1_000)
        }
        try await daemon.expectWhole()
    }
}
