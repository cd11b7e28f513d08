import DirectoryAPI
import TestSupport
import Testing

@Suite("The reference at /openapi.json")
struct ReferenceTests {
    @Test("it lists every endpoint, and needs no credentials")
    func endpoints() async throws {
        let installation = try await Installation.start()
        let answer = try await installation.get("/openapi.json", [:])
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "application/json")
        let json = try answer.json()
        #expect(json["openapi"] == .string("3.1.0"))
        let paths = json["paths"]?.memberNames ?? []
        #expect(
            paths.prefix(5) == [
                "/users/by-phone", "/users/by-email", "/users/{id}/UpdatePhoneNumber",
                "/api/v1/check-user", "/protected/json/users/{authy_id}/phone_number",
            ])
        #expect(paths.contains("/openapi.json"))
    }

    @Test("HEAD, OPTIONS and wrong methods are answered as everywhere")
    func otherMethods() async throws {
        let installation = try await Installation.start()
        let head = try await installation.send("HEAD", "/openapi.json", [:])
        #expect(head.status == 200)
        #expect(head.body == "")
        let options = try await installation.send("OPTIONS", "/openapi.json", [:])
        #expect(options.status == 204)
        #expect(options.headers["allow"] == "GET, HEAD, OPTIONS")
        let post = try await installation.send("POST", "/openapi.json", [:], body: "x")
        #expect(post.status == 405)
        #expect(post.headers["content-type"] == "application/problem+json")
    }

    @Test("it says which credentials the gateway asks for")
    func credentials() async throws {
        let either = try await Installation.start(on: nil, "--credentials", "either")
        let json = try await either.get("/openapi.json", [:]).json()
        let security = json["paths"]?["/users/by-phone"]?["get"]?["security"]
        #expect(
            security?.text()
                == #"[{"X-API-Key":[]},{"Bearer":[]},{"X-API-Key":[],"Bearer":[]}]"#)
        #expect(
            json["components"]?["securitySchemes"]?.memberNames
                == ["X-API-Key", "Bearer", "cv-api-key", "X-Authy-API-Key"])
    }

    @Test("an answer that is not as described is found")
    func faults() async throws {
        let installation = try await Installation.start()
        let document = try await installation.get("/openapi.json", [:])
        let reference = try ReferenceCheck(document.body)
        var seen = ReferenceCheck.Seen(
            method: "GET", target: "/users/by-email", status: 200,
            headers: [
                "content-type": "application/json", "cache-control": "no-store",
                "x-request-id": "a",
            ],
            body: #"{"uuid":"u","email":"a@b.c","created_at":"2024-01-15T10:30:00.000Z"}"#)
        #expect(reference.faults(of: seen) == [])
        let sound = seen
        for body in [
            "", "{}", "[]", #"{"uuid":"u","email":"a@b.c","created_at":null}"#,
            #"{"uuid":"u","email":"a@b.c","created_at":"2024-01-15T10:30:00Z"}"#,
            #"{"uuid":"u","email":"a@b.c","created_at":"2024-01-15T10:30:00.000Z","x":1}"#,
        ] {
            seen.body = body
            #expect(reference.faults(of: seen) != [])
        }
        for (name, value) in [
            ("content-type", "text/plain"), ("cache-control", "max-age=1"), ("x-request-id", "a b"),
        ] {
            seen = sound
            seen.headers[name] = value
            #expect(reference.faults(of: seen) != [])
        }
        seen = sound
        seen.status = 404
        #expect(reference.faults(of: seen) != [])
    }
}
