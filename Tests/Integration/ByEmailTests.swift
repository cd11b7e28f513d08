import DirectoryAPI
import Testing

@Suite("GET /users/by-email")
struct ByEmailTests {
    @Test("a user is made, then found, and answered with exactly the documented members")
    func made() async throws {
        let installation = try await Installation.start()
        let path = "/users/by-email?email=User%40Example.com&uuid=example_string"
        let made = try await installation.get(path)
        #expect(made.status == 200)
        #expect(
            made.timeless
                == #"{"uuid":"example_string","email":"User@Example.com","created_at":"TIME"}"#)
        expectCommonHeaders(made)
        // In another spelling, with spaces around, with another uuid: the same user.
        let found = try await installation.get("/users/by-email?email=+uSER@example.COM+&uuid=x")
        #expect(found.status == 200)
        #expect(found.body == made.body)
        #expect(try await installation.daemon.status().lastPosition == 1)
    }

    @Test("a new user becomes a member of the key's organization, a found one does not")
    func membership() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("old@example.com")
        for email in ["old@example.com", "new@example.com"] {
            #expect(try await installation.get("/users/by-email?email=\(email)").status == 200)
        }
        for (email, isMember) in [("old@example.com", false), ("new@example.com", true)] {
            let answer = try await installation.get(
                "/api/v1/check-user?email=\(email)", ["cv-api-key": installation.apiKey])
            #expect(
                try answer.json()["data"]?["existsInCurrentOrganization"]
                    == .bool(isMember))
        }
    }

    @Test("a uuid that another user has is a conflict, and nobody is made")
    func taken() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create(
            "ann@example.com", uuid: "550e8400-e29b-41d4-a716-446655440000")
        // As a UUID it is compared without case.
        let answer = try await installation.get(
            "/users/by-email?email=bob@example.com&uuid=550E8400-E29B-41D4-A716-446655440000")
        try expectUsersProblem(answer, 409, "Conflict")
        #expect(try await installation.daemon.status().users == 1)
    }

    @Test("an address that is none is refused as the document says")
    func invalidEmail() async throws {
        let installation = try await Installation.start()
        let answer = try await installation.get("/users/by-email?email=nobody")
        #expect(answer.status == 400)
        #expect(
            answer.body == #"{"error":"Bad Request","message":"The request contains invalid "#
                + #"parameters or malformed data","code":400,"#
                + #""details":[{"field":"email","message":"Invalid email format"}]}"#)
        for query in [
            "", "?email=", "?email=a%20b@example.com", "?email=a@b@c", "?email=%ff@example.com",
            "?email=ann@example.com&uuid=with%20space",
            "?email=ann@example.com&uuid=" + String(repeating: "x", count: 129),
            "?email=" + String(repeating: "x", count: 250) + "@example.com",
        ] {
            let answer = try await installation.get("/users/by-email\(query)")
            try expectUsersProblem(answer, 400, "Bad Request", more: ["details"])
        }
        #expect(try await installation.daemon.status().lastPosition == 0)
    }

    @Test("HEAD and OPTIONS make nobody")
    func headAndOptions() async throws {
        let installation = try await Installation.start()
        let path = "/users/by-email?email=ann@example.com"
        let head = try await installation.send("HEAD", path)
        #expect(head.status == 404)
        #expect(head.body == "")
        let options = try await installation.send("OPTIONS", path)
        #expect(options.status == 204)
        #expect(options.headers["allow"]?.contains("GET") == true)
        #expect(try await installation.daemon.status().users == 0)
        #expect(try await installation.get(path).status == 200)
        #expect(try await installation.send("HEAD", path).status == 200)
    }

    @Test("many callers at once make one user and get equal answers")
    func race() async throws {
        let installation = try await Installation.start()
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<100 {
                let email = number.isMultiple(of: 2) ? "One@example.com" : "one@EXAMPLE.com"
                group.addTask { try await installation.get("/users/by-email?email=\(email)").body }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(bodies.count == 1)
        #expect(try await installation.daemon.status().lastPosition == 1)
    }

    @Test("dots and tags make another address; a uuid that is no UUID is compared as it is written")
    func identity() async throws {
        let installation = try await Installation.start()
        let addresses = ["a.b@example.com", "ab@example.com", "ab%2Bx@example.com"]
        for email in addresses + addresses {
            #expect(try await installation.get("/users/by-email?email=\(email)").status == 200)
        }
        #expect(try await installation.daemon.status().users == 3)
        let longest = String(repeating: "x", count: 128)
        for (number, uuid) in ["Opaque", "opaque", "a.Z_9:-", longest].enumerated() {
            let answer = try await installation.get(
                "/users/by-email?email=n\(number)@example.com&uuid=\(uuid)")
            #expect(try answer.json()["uuid"] == .string(uuid))
        }
    }
}
