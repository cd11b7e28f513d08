import DirectoryAPI
import Testing

@Suite("Who may, through the gateway")
struct RightsTests {
    /// The three requests of `/users/*`, each with the scope that it needs.
    static let requests: [(method: String, path: String, scope: String)] = [
        ("GET", "/users/by-phone?phoneNumber=%2B1-555-0123", "users:read"),
        ("GET", "/users/by-email?email=ann@example.com", "users:create"),
        ("POST", "/users/u-1/UpdatePhoneNumber", "users:write-phone"),
    ]

    @Test("without both credentials, or with a bad one, nothing is answered")
    func bothCredentials() async throws {
        let installation = try await Self.populated()
        let key = installation.apiKey
        let bearer = "Bearer \(installation.token)"
        let bad: [[String: String]] = [
            [:], ["X-API-Key": key], ["Authorization": bearer],
            ["X-API-Key": key, "Authorization": "Bearer"],
            ["X-API-Key": key, "Authorization": "Basic \(installation.token)"],
            ["X-API-Key": key, "Authorization": bearer + "x"],
            ["X-API-Key": "unknown-key-of-some-length", "Authorization": bearer],
            ["X-API-Key": String(key.dropLast()), "Authorization": bearer],
            ["X-Org-Id": installation.organization, "X-User-Id": "u-1", "Authorization": bearer],
        ]
        for headers in bad {
            for request in Self.requests {
                let answer = try await send(request, installation, headers)
                try expectUsersProblem(answer, 401, "Unauthorized")
            }
        }
        #expect(try await installation.daemon.status().lastPosition == 2)
    }

    @Test("key and service token must both allow the call")
    func scopes() async throws {
        let installation = try await Self.populated()
        for request in Self.requests {
            let others = Installation.allScopes.filter { $0 != request.scope }
            let key = try await installation.key(scopes: [request.scope])
            let token = try await installation.token(scopes: [request.scope])
            let granted = installation.both(apiKey: key, token: token)
            #expect(try await send(request, installation, granted).status == 200)
            let refused = [
                installation.both(apiKey: try await installation.key(scopes: others)),
                installation.both(token: try await installation.token(scopes: others)),
            ]
            for headers in refused {
                let answer = try await send(request, installation, headers)
                try expectUsersProblem(answer, 403, "Forbidden")
            }
        }
    }

    @Test("a user token reaches its own record, and is told nothing of any other")
    func userTokens() async throws {
        let installation = try await Self.populated()
        try await installation.daemon.create("bob@example.com", uuid: "u-2", phone: "+1-555-0124")
        let own = installation.both(token: try await installation.token(ofUser: "u-1"))
        for request in Self.requests {
            #expect(try await send(request, installation, own).status == 200)
        }
        let position = try await installation.daemon.status().lastPosition
        let reached: [(String, String)] = [
            ("GET", "/users/by-phone?phoneNumber=%2B1-555-0124"),
            ("GET", "/users/by-phone?phoneNumber=%2B1-555-0999"),
            ("GET", "/users/by-email?email=bob@example.com"),
            ("GET", "/users/by-email?email=nobody@example.com"),
            ("POST", "/users/u-2/UpdatePhoneNumber"),
            ("POST", "/users/u-9/UpdatePhoneNumber"),
        ]
        var bodies: Set<String> = []
        for (method, path) in reached {
            let answer = try await send((method, path, ""), installation, own)
            try expectUsersProblem(answer, 403, "Forbidden")
            bodies.insert(answer.body)
        }
        #expect(bodies.count == 1)
        #expect(try await installation.daemon.status().lastPosition == position)
    }

    @Test("rights come before the body and the parameters")
    func order() async throws {
        let installation = try await Self.populated()
        let key = try await installation.key(scopes: ["users:check"])
        let headers = installation.both(apiKey: key)
        for path in ["/users/by-phone", "/users/by-email?email=none"] {
            let answer = try await installation.get(path, headers)
            try expectUsersProblem(answer, 403, "Forbidden")
        }
        for body in ["", "{}", String(repeating: " ", count: 17_000)] {
            let answer = try await installation.update("u-1", body, headers: headers)
            try expectUsersProblem(answer, 403, "Forbidden")
            let nobody = try await installation.update("u-1", body, headers: [:])
            try expectUsersProblem(nobody, 401, "Unauthorized")
        }
    }

    @Test("with --credentials either one is enough, and both must be right when both are sent")
    func either() async throws {
        let installation = try await Installation.start(on: nil, "--credentials", "either")
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        let key = ["X-API-Key": installation.apiKey]
        let token = ["Authorization": "Bearer \(installation.token)"]
        let path = Self.requests[0].path
        #expect(try await installation.get(path, key).status == 200)
        #expect(try await installation.get(path, token).status == 200)
        #expect(try await installation.get(path).status == 200)
        for headers in [
            [:], key.merging(["Authorization": "Bearer x.y.z"]) { $1 },
            token.merging(["X-API-Key": "unknown-key-of-some-length"]) { $1 },
        ] {
            let answer = try await installation.get(path, headers)
            try expectUsersProblem(answer, 401, "Unauthorized")
        }
    }

    private static func populated() async throws -> Installation {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        return installation
    }

    private func send(
        _ request: (method: String, path: String, scope: String), _ installation: Installation,
        _ headers: [String: String]
    ) async throws -> HTTPExchange {
        guard request.method == "POST" else {
            return try await installation.get(request.path, headers)
        }
        let headers = headers.merging(["Content-Type": "application/json"]) { $1 }
        return try await installation.send(
            "POST", request.path, headers, body: #"{"phoneNumber":"+1-555-0123"}"#)
    }
}
