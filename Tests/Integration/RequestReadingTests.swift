import DirectoryAPI
import RollcallClient
import Testing

@Suite("How requests are read, for all endpoints")
struct RequestReadingTests {
    @Test(
        "unknown parameters are ignored, of a repeated one the first counts, an empty one is none")
    func parameters() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+15550123")
        let check = ["cv-api-key": installation.apiKey]
        for (query, status) in [
            ("x=1&email=ann@example.com&y", 200), ("email=ann@example.com&email=no", 200),
            ("email=no&email=ann@example.com", 400), ("email=&email=ann@example.com", 400),
            ("email=ann@example.com&uuid=&uuid=two%20words", 200),
            ("email=ann@example.com&uuid=two%20words&uuid=", 400),
        ] {
            let answer = try await installation.get("/users/by-email?" + query)
            #expect(answer.status == status, "\(query)")
        }
        for (query, code) in [
            ("z=1&email=&phone-number=%2b15550123", "PHONE_NUMBER_EXISTS"),
            ("phone-number=%2b15550123&phone-number=1", "PHONE_NUMBER_EXISTS"),
            ("phone-number=1&phone-number=%2b15550123", "USER_NOT_FOUND"),
            ("email=ann@example.com&email=&phone-number=1", "EMAIL_EXISTS"),
        ] {
            let answer = try await installation.get("/api/v1/check-user?" + query, check)
            #expect(try answer.json()["data"]?["code"] == .string(code), "\(query)")
        }
        #expect(try await installation.daemon.status().users == 1)
    }

    @Test("a plus sign of a number is repaired for check-user as well, once and twice encoded")
    func plusSigns() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", phone: "+1-555-0123")
        for number in ["+1-555-0123", "%2B1-555-0123", "%252b15550123", "%2015550123", "00+1555"] {
            let answer = try await installation.get(
                "/api/v1/check-user?phone-number=\(number)", ["cv-api-key": installation.apiKey])
            let code = number == "00+1555" ? "USER_NOT_FOUND" : "PHONE_NUMBER_EXISTS"
            #expect(try answer.json()["data"]?["code"] == .string(code), "\(number)")
        }
    }

    @Test("an address is never repaired: a bare plus is a space, and a space inside is invalid")
    func addresses() async throws {
        let installation = try await Installation.start()
        let bare = try await installation.get("/users/by-email?email=ann+tag@example.com")
        try expectUsersProblem(bare, 400, "Bad Request", more: ["details"])
        let twice = try await installation.get("/users/by-email?email=ann%252Btag@example.com")
        #expect(try twice.json()["email"] == .string("ann%2Btag@example.com"))
        let encoded = try await installation.get("/users/by-email?email=ann%2Btag@example.com")
        #expect(try encoded.json()["email"] == .string("ann+tag@example.com"))
        let check = try await installation.get(
            "/api/v1/check-user?email=ann+tag@example.com", ["cv-api-key": installation.apiKey])
        try expectCheckUserProblem(check, 400)
    }

    @Test("X-Org-Id and X-User-Id are ignored, whatever they say")
    func inboundIdentity() async throws {
        let installation = try await Installation.start()
        let other = try await installation.daemon.rollcall("org", "create", "Other").line
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+15550123")
        let claimed = installation.both().merging(
            ["X-Org-Id": other, "X-User-Id": "u-1"]) { _, added in added }
        let made = try await installation.get("/users/by-email?email=new@example.com", claimed)
        #expect(made.status == 200)
        let check = try await installation.get(
            "/api/v1/check-user?email=new@example.com", ["cv-api-key": installation.apiKey])
        #expect(try check.json()["data"]?["existsInCurrentOrganization"] == .bool(true))
        let set = try await installation.update(
            "u-1", #"{"phoneNumber":"+15550124"}"#, headers: claimed)
        #expect(set.status == 200)
        let events = try await installation.daemon.client.call(
            ListUserEvents.self, ListUserEventsRequest(uuid: "u-1")
        ).events
        #expect(events.last?.organizationID == installation.organization)
        #expect(events.last?.actor == "sub:tests")
    }

    @Test("route and method come before the credentials, those before the body, that before the id")
    func order() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1")
        let nobody: [String: String] = [:]
        #expect(try await installation.get("/users/none", nobody).status == 404)
        #expect(try await installation.send("PUT", "/users/by-phone", nobody).status == 405)
        #expect(try await installation.get("/users/by-phone", nobody).status == 401)
        let plain = installation.both().merging(["Content-Type": "text/plain"]) { $1 }
        let large = String(repeating: "x", count: 17_000)
        for (id, headers, body, status) in [
            ("u-1", plain, large, 413), ("u-1", plain, "x", 415), ("u-9", plain, "x", 415),
            ("u-9", installation.both(), "x", 400), ("u-9", installation.both(), "{}", 400),
            ("u-9", installation.both(), #"{"phoneNumber":null}"#, 404),
            ("two%20words", installation.both(), #"{"phoneNumber":null}"#, 404),
            (String(repeating: "x", count: 129), installation.both(), #"{"phoneNumber":"1"}"#, 404),
        ] {
            let answer = try await installation.update(id, body, headers: headers)
            #expect(answer.status == status, "\(id.prefix(12)) \(body.prefix(24))")
        }
    }

    @Test(
        "every answer says no-store and its request id: good, bad, HEAD, OPTIONS and the reference")
    func everyAnswer() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+15550123")
        for (method, path, status) in [
            ("GET", "/users/by-phone?phoneNumber=%2B15550123", 200),
            ("HEAD", "/users/by-phone?phoneNumber=%2B15550123", 200),
            ("OPTIONS", "/users/by-phone", 204), ("OPTIONS", "/users/u-1/UpdatePhoneNumber", 204),
            ("OPTIONS", "/api/v1/check-user", 204), ("OPTIONS", "/nowhere", 404),
            ("OPTIONS", "/protected/json/users/1/phone_number", 204),
            ("HEAD", "/protected/json/users/1/phone_number", 405),
            ("DELETE", "/users/by-email", 405),
            ("HEAD", "/users/by-email?email=nobody@example.com", 404),
            ("HEAD", "/users/by-phone", 400), ("GET", "/", 404), ("GET", "/openapi.json", 200),
            ("HEAD", "/openapi.json", 200), ("GET", "/docs", 200),
            ("GET", "/users/by-phone?phoneNumber=" + String(repeating: "1", count: 9_000), 414),
        ] {
            let answer = try await installation.send(method, path)
            #expect(answer.status == status, "\(method) \(path.prefix(40))")
            expectCommonHeaders(answer)
            if method == "HEAD" { #expect(answer.body == "") }
        }
        #expect(try await installation.daemon.status().users == 1)
    }
}
