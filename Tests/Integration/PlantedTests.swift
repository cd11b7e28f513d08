import ProtobufC
import DirectoryAPI
import Foundation
import RollcallClient
import Testing

/// Numbers and addresses are planted wherever a caller can put one, in good requests and in bad
/// ones, and then looked for where none may be.
@Suite("Nothing personal leaks")
struct PlantedTests {
    static let email = "planted.zebra@example.com"
    static let number = "+1-555-765-4321"
    /// What no log, event or error may hold, whatever the case.
    static let needles = ["zebra", "765-4321", "7654321", "765%2d4321"]

    @Test("planted numbers and addresses are in no log line, metric, trace, event and error")
    func nothingLeaks() async throws {
        let daemon = try await LiveDaemon.start(in: nil, "--log-level", "debug")
        let installation = try await Installation.start(on: daemon, "--log-level", "debug")
        let errors =
            try await plantOverHTTP(installation) + plantOnSocket(daemon)
            + plantOnCommandLine(daemon)
        #expect(errors.count > 20)
        expectClean(errors, "errors")

        try await daemon.expectWhole()
        let user = try await daemon.client.call(
            LookupUser.self, LookupUserRequest(key: UserKey(.email(Self.email))))
        #expect(user.phoneNumber == Self.number)
        let events = try await daemon.client.call(
            service: Service.directory, method: "ListUserEvents",
            payload: ListUserEventsRequest(uuid: user.uuid).encoded())
        expectClean([String(decoding: events, as: UTF8.self)], "events")

        let metrics = try await HTTPExchange.send("GET", installation.gateway.adminURL + "/metrics")
        #expect(metrics.body.contains("rollcall_daemon_up 1\n"))
        expectClean([metrics.body], "metrics")

        #expect(await installation.gateway.program.stop() == .exited(0))
        #expect(await daemon.stop() == .exited(0))
        #expect(installation.gateway.program.log.lines.count > 20)
        expectClean(installation.gateway.program.log.lines, "gateway's log")
        expectClean(daemon.program.log.lines, "daemon's log")
        try await expectCleanTables(daemon.folder)
    }

    private func expectClean(_ texts: [String], _ place: Comment) {
        for text in texts {
            for needle in Self.needles {
                #expect(!text.lowercased().contains(needle), place)
            }
        }
    }

    /// - Returns: the bodies of what was refused.
    private func plantOverHTTP(_ installation: Installation) async throws -> [String] {
        var errors: [String] = []
        let encoded = "%2B1-555-765-4321"
        _ = try await installation.get("/users/by-email?email=\(Self.email)&uuid=u-1")
        _ = try await installation.update("u-1", #"{"phoneNumber":"\#(Self.number)"}"#)
        _ = try await installation.get("/users/by-phone?phoneNumber=\(encoded)")
        _ = try await installation.get(
            "/protected/json/users/1/phone_number", ["X-Authy-API-Key": installation.apiKey])
        let paths = [
            "/users/by-phone?phoneNumber=\(encoded)9", "/users/by-email?email=a%20\(Self.email)",
            "/users/by-email?email=new@example.com&uuid=%20\(Self.email)",
            "/users/\(Self.email)/\(encoded)", "/zebra/\(encoded)?q=\(Self.email)",
            "/api/v1/zebra", "/protected/json/users/\(encoded)/phone_number",
            "/users/by-phone?phoneNumber=\(encoded)%ff",
        ]
        for path in paths { errors.append(try await installation.get(path).body) }
        let bodies = [
            #"{"phoneNumber":"\#(Self.number)\u0007"}"#, #"{"\#(Self.email)":"1"}"#,
            #"{"phoneNumber":"\#(Self.number)"#, #"{"phoneNumber":["\#(Self.number)"]}"#,
        ]
        for body in bodies { errors.append(try await installation.update("u-1", body).body) }
        errors.append(
            try await installation.update(Self.email, #"{"phoneNumber":"\#(Self.number)"}"#).body)
        for query in ["email=b%20\(Self.email)", "phone-number=\(encoded)%07"] {
            errors.append(
                try await installation.get(
                    "/api/v1/check-user?\(query)", ["cv-api-key": installation.apiKey]
                ).body)
        }
        for fields in Self.plantedFields {
            let both = installation.both().merging(fields) { _, planted in planted }
            for path in ["/users/by-phone?phoneNumber=\(encoded)8", "/zebra", "/docs"] {
                _ = try await installation.send("GET", path, both)
            }
            _ = try await installation.send("DELETE", "/users/by-phone", both)
        }
        let asKey = ["X-API-Key": Self.email, "Authorization": "Bearer \(Self.number)"]
        errors.append(try await installation.get("/users/by-phone?phoneNumber=1", asKey).body)
        return errors
    }

    /// What a log could take out of a header.
    private static let plantedFields = [
        ["traceparent": "00-00000000000000000000015557654321-0000015557654321-01"],
        ["traceparent": number, "tracestate": "vendor=\(email)"],
        ["X-Request-Id": "1-555-765-4321"], ["User-Agent": email, "Referer": number],
        ["X-API-Key": "rck_155576543210_" + String(repeating: "7654321", count: 7)],
        ["X-Org-Id": email, "X-User-Id": number], ["Cookie": "phone=\(number)"],
    ]

    /// - Returns: the messages of the errors.
    private func plantOnSocket(_ daemon: LiveDaemon) async throws -> [String] {
        let planted = "c d" + Self.email
        let calls = [
            BadCall(LookupUser.self, LookupUserRequest(key: UserKey(.email(planted))), .unknown),
            BadCall(LookupUser.self, LookupUserRequest(key: UserKey(.uuid(planted))), .unknown),
            BadCall(FindOrCreateUser.self, FindOrCreateUserRequest(email: planted), .unknown),
            BadCall(
                FindOrCreateUser.self,
                FindOrCreateUserRequest(email: "x@example.com", uuid: planted), .unknown),
            BadCall(
                UpdatePhoneNumber.self,
                UpdatePhoneNumberRequest(uuid: "u-1", change: .set(Self.number + "\u{7}")),
                .unknown),
            BadCall(CheckUser.self, CheckUserRequest(email: planted), .unknown),
            BadCall(EraseUser.self, EraseUserRequest(uuid: planted), .unknown),
        ]
        var messages: [String] = []
        for call in calls {
            let error = await #expect(throws: RollcallError.self) {
                try await daemon.client.call(
                    service: call.service, method: call.method, payload: call.payload)
            }
            messages.append(error?.message ?? "")
        }
        return messages
    }

    /// - Returns: what was said on standard error.
    private func plantOnCommandLine(_ daemon: LiveDaemon) async throws -> [String] {
        let bad = [
            ["user", "find", "--email", "e f" + Self.email],
            ["user", "create", "g h" + Self.email],
            ["user", "set-phone", "u-1", Self.number + "\u{7}"],
        ]
        var errors: [String] = []
        for arguments in bad {
            let result = try await Tool.run(
                Products.program("rollcall"), arguments + ["--socket", daemon.socketPath],
                in: daemon.folder)
            #expect(result.exitCode == 1)
            errors.append(result.errors)
        }
        return errors
    }

    /// Looks through every row of every table but those for what is personal, for the planted texts
    /// and for their hashes.
    private func expectCleanTables(_ folder: TemporaryFolder) async throws {
        let python = try #require(Products.installed("python3"))
        let script = try folder.write(Self.search, to: "search.py")
        let result = try await Tool.run(
            python, [script, folder.file("d"), Self.email, Self.number] + Self.needles, in: folder)
        #expect(result.errors == "")
        #expect(result.output.hasSuffix("rows, 0 hits\n"))
        #expect(!result.output.hasPrefix("0 rows"))
    }

    private static let search = """
        import glob, hashlib, sqlite3, sys
        folder, *texts = sys.argv[1:]
        needles = [t.lower().encode() for t in texts]
        for text in texts[:2]:
            for form in (text, text.lower(), text.replace("-", "")):
                digest = hashlib.sha256(form.encode())
                needles += [digest.digest(), digest.hexdigest().encode()]
        rows = hits = 0
        for path in glob.glob(folder + "/*"):
            if open(path, "rb").read(15) != b"SQLite format 3":
                continue
            db = sqlite3.connect(path)
            tables = [r[0] for r in db.execute("select name from sqlite_master where type='table'")]
            for table in tables:
                if table == "personal" or table.startswith(("email_keys", "phone_keys")):
                    continue
                for row in db.execute(f'select * from "{table}"'):
                    rows += 1
                    for value in row:
                        cell = value if isinstance(value, bytes) else str(value).encode()
                        hits += any(n in cell or n in cell.lower() for n in needles)
        print(rows, "rows,", hits, "hits")
        """
}
