import DirectoryAPI
import Testing

@Suite("GET /api/v1/check-user")
struct CheckUserTests {
    @Test("the bodies are the documented ones, word for word")
    func bodies() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("john@example.com", phone: "+1 111 111 1111")
        let byEmail = try await check("email=John@Example.com", installation)
        #expect(
            byEmail.timeless == #"{"status":200,"success":true,"message":"Email already exists","#
                + #""data":{"createdAt":"TIME","existsInCurrentOrganization":false,"#
                + #""code":"EMAIL_EXISTS"}}"#)
        let byPhone = try await check("phone-number=%2b11111111111", installation)
        #expect(
            byPhone.timeless
                == #"{"status":200,"success":true,"message":"Phone number already exists","#
                + #""data":{"createdAt":"TIME","existsInCurrentOrganization":false,"#
                + #""code":"PHONE_NUMBER_EXISTS"}}"#)
        let nobody = try await check("email=nobody@example.com", installation)
        #expect(nobody.status == 200)
        #expect(
            nobody.body == #"{"status":200,"success":false,"message":"User does not exist","#
                + #""data":{"code":"USER_NOT_FOUND"}}"#)
        for query in ["", "email=", "phone-number=", "email=&phone-number="] {
            let neither = try await check(query, installation)
            #expect(neither.status == 400)
            #expect(
                neither.body == #"{"status":400,"success":false,"#
                    + #""message":"Email or phone number is required."}"#)
            expectCommonHeaders(neither)
        }
    }

    @Test("an address has priority, and there is no falling back to the number")
    func priority() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("john@example.com", phone: "+11111111111")
        let query = "email=nobody@example.com&phone-number=%2b11111111111"
        let answer = try await check(query, installation)
        #expect(try answer.json()["data"]?["code"] == .string("USER_NOT_FOUND"))
        let malformed = try await check(
            "email=no-address&phone-number=%2b11111111111", installation)
        try expectCheckUserProblem(malformed, 400)
    }

    @Test("of several holders one of the key's own organization counts first")
    func ownOrganization() async throws {
        let installation = try await Installation.start()
        let member = try await installation.daemon.create("a@example.com", phone: "+1-555-0123")
        try await installation.daemon.create("b@example.com", phone: "+15550123")
        let added = try await installation.daemon.rollcall(
            "member", "add", member.uuid, "--organization", installation.organization)
        #expect(added.exitCode == 0)
        let answer = try await check("phone-number=001%20555%200123", installation)
        let found = try answer.json()["data"]
        #expect(found?["existsInCurrentOrganization"] == .bool(true))
    }

    @Test("a missing, unknown, misspelt or revoked key is one and the same refusal, before 400")
    func keys() async throws {
        let installation = try await Installation.start()
        let revoked = try await installation.key(scopes: [])
        let id = String(revoked.split(separator: "_")[1])
        let live = try await check("email=a@example.com", installation, key: revoked)
        #expect(live.status == 200)
        #expect(try await installation.daemon.rollcall("key", "revoke", id).exitCode == 0)
        let misspelt = String(installation.apiKey.dropLast()) + "_"
        for key in [nil, "", "x", "rck_unknown_key_that_is_long_enough", misspelt, revoked] {
            for query in ["email=a@example.com", ""] {
                let answer = try await HTTPExchange.send(
                    "GET", installation.gateway.url + "/api/v1/check-user?" + query,
                    headers: key.map { ["cv-api-key": $0] } ?? [:])
                #expect(answer.status == 401)
                #expect(answer.body == #"{"status":401,"error":"Invalid request"}"#)
            }
        }
    }

    @Test("a key without the scope is refused, before the parameters are looked at")
    func scope() async throws {
        let installation = try await Installation.start()
        let key = try await installation.key(scopes: ["users:read"])
        for query in ["email=a@example.com", ""] {
            try expectCheckUserProblem(try await check(query, installation, key: key), 403)
        }
    }

    @Test("createdAt is the user's; a number without a canonical form is matched as it is written")
    func existence() async throws {
        let installation = try await Installation.start()
        let made = try await installation.get("/users/by-email?email=ann@example.com")
        let checked = try await check("email=ann@example.com", installation)
        #expect(try checked.json()["data"]?["createdAt"] == made.json()["created_at"])
        try await installation.daemon.create("bob@example.com", phone: "call me")
        let (exact, other) = (
            try await check("phone-number=call%20me", installation),
            try await check("phone-number=callme", installation)
        )
        #expect(try exact.json()["data"]?["code"] == .string("PHONE_NUMBER_EXISTS"))
        #expect(try other.json()["data"]?["code"] == .string("USER_NOT_FOUND"))
    }

    private func check(
        _ query: String, _ installation: Installation, key: String? = nil
    ) async throws -> HTTPExchange {
        try await installation.get(
            "/api/v1/check-user?\(query)", ["cv-api-key": key ?? installation.apiKey])
    }
}
