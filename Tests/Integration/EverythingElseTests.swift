import DirectoryAPI
import Testing

@Suite("Unknown routes, wrong methods, long headers, request ids")
struct EverythingElseTests {
    @Test("an unknown route and a wrong method are answered in the shape of their family")
    func shapes() async throws {
        let installation = try await Installation.start()
        try expectUsersProblem(
            try await installation.get("/users/elsewhere", [:]), 404, "Not Found")
        try expectCheckUserProblem(try await installation.get("/api/v1/elsewhere", [:]), 404)
        try expectAuthyProblem(
            try await installation.get("/protected/json/elsewhere", [:]), 404, "60002")
        try expectStandard(try await installation.get("/elsewhere", [:]), 404, "Not Found")

        let byPhone = try await installation.send("DELETE", "/users/by-phone", [:])
        try expectUsersProblem(byPhone, 405, "Method Not Allowed")
        #expect(byPhone.headers["allow"] == "GET, HEAD, OPTIONS")
        let update = try await installation.send("GET", "/users/u-1/UpdatePhoneNumber", [:])
        try expectUsersProblem(update, 405, "Method Not Allowed")
        #expect(update.headers["allow"] == "POST, OPTIONS")
        let check = try await installation.send("POST", "/api/v1/check-user", [:], body: "x")
        try expectCheckUserProblem(check, 405)
        let export = "/protected/json/users/1/phone_number"
        try expectAuthyProblem(
            try await installation.send("PUT", export, [:], body: "x"), 405, "60002")
    }

    @Test("a header that is too large is 431 in the shape of its family")
    func largeHeaders() async throws {
        let installation = try await Installation.start()
        let large = ["X-Large": String(repeating: "x", count: 10_000)]
        try expectUsersProblem(
            try await installation.get("/users/by-phone?phoneNumber=1", large), 431,
            "Request Header Fields Too Large")
        try expectCheckUserProblem(
            try await installation.get("/api/v1/check-user?email=a@example.com", large), 431)
        try expectAuthyProblem(
            try await installation.get("/protected/json/users/1/phone_number", large), 431, "60002")
        try expectStandard(
            try await installation.get("/", large), 431, "Request Header Fields Too Large")
    }

    @Test("a harmless request id is kept, any other is replaced")
    func requestIDs() async throws {
        let installation = try await Installation.start()
        let kept = String(repeating: "aZ0._-", count: 10) + "1234"
        for (given, isKept) in [(kept, true), (kept + "x", false), ("a b", false), ("a/b", false)] {
            let answer = try await installation.get("/elsewhere", ["X-Request-Id": given])
            expectCommonHeaders(answer)
            #expect((answer.headers["x-request-id"] == given) == isKept)
        }
    }

    @Test("the operators' listener tells the gateway's metrics and the daemon's status")
    func metrics() async throws {
        let installation = try await Installation.start()
        _ = try await installation.get("/users/by-phone?phoneNumber=1")
        let url = installation.gateway.adminURL + "/metrics"
        let answer = try await HTTPExchange.send("GET", url)
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        for line in [
            #"rollcall_gateway_requests_total{route="/users/by-phone",code="4xx"} 1"#,
            "rollcall_gateway_requests_in_flight 0", "rollcall_daemon_up 1",
            "rollcall_daemon_users 0", "rollcall_daemon_queued_commands 0",
            #"rollcall_daemon_calls_total{method="rollcall.v1.Directory/LookupUser","#
                + #"code="NOT_FOUND"} 1"#,
            #"rollcall_daemon_calls_refused_total{reason="rights"} 0"#,
            "rollcall_daemon_failed_commits_total 0",
        ] {
            #expect(answer.body.contains(line + "\n"))
        }
        #expect(await installation.daemon.stop() == .exited(0))
        let alone = try await HTTPExchange.send("GET", url)
        #expect(alone.status == 200)
        #expect(alone.body.contains("rollcall_daemon_up 0\n"))
        #expect(!alone.body.contains("rollcall_daemon_users"))
        #expect(try await HTTPExchange.send("POST", url, body: "x").status == 405)
    }

    @Test("a request is one line of JSON in the gateway's log")
    func accessLine() async throws {
        let installation = try await Installation.start()
        let answer = try await installation.get("/users/by-phone?phoneNumber=1")
        #expect(await installation.gateway.program.stop() == .exited(0))
        let id = try #require(answer.headers["x-request-id"])
        let lines = installation.gateway.program.log.lines.filter { $0.contains(id) }
        #expect(lines.count == 1)
        let line = try JSONParser.parse(try #require(lines.first))
        #expect(
            line.memberNames == [
                "time", "message", "method", "route", "status", "bytes", "key", "subject",
                "total_us", "daemon_us", "request", "trace",
            ])
        #expect(line["subject"] == .string("tests"))
        #expect(line["status"] == .number("404"))
        #expect(line["bytes"] == .number("\(answer.body.utf8.count)"))
    }

    @Test("the operators' listener says alive and ready, and serves no users")
    func operators() async throws {
        let installation = try await Installation.start()
        for path in ["/livez", "/readyz"] {
            let answer = try await HTTPExchange.send(
                "GET", installation.gateway.adminURL + path)
            #expect(answer.status == 200)
        }
        let users = try await HTTPExchange.send(
            "GET", installation.gateway.adminURL + "/users/by-phone?phoneNumber=1",
            headers: installation.both())
        #expect(users.status == 404)
        #expect(try await installation.get("/livez", [:]).status == 404)
    }

    private func expectStandard(
        _ answer: HTTPExchange, _ status: Int, _ title: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(answer.status == status, sourceLocation: sourceLocation)
        let json = try answer.json(sourceLocation: sourceLocation)
        #expect(json["status"] == .number("\(status)"), sourceLocation: sourceLocation)
        #expect(json["title"] == .string(title), sourceLocation: sourceLocation)
        #expect(
            answer.headers["content-type"] == "application/problem+json",
            sourceLocation: sourceLocation)
        expectCommonHeaders(answer, sourceLocation: sourceLocation)
    }
}
