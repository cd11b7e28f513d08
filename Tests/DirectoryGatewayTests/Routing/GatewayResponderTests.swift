import DirectoryAPI
import HTTPTypes
import RollcallClient
import Synchronization
import Testing

@testable import DirectoryGateway

@Suite struct GatewayResponderTests {
    @Test(
        "an unknown route is 404 in the shape of its family, before any credentials",
        arguments: [
            ("/users/nobody", "error"), ("/users/by-phone/", "error"), ("/users/a/b/c", "error"),
            ("/users/%zz/UpdatePhone", "error"), ("/users//UpdatePhoneNumber", "error"),
            ("/api/v1/other", "success"), ("/protected/json/x", "error_code"),
            ("/", "title"), ("/users", "title"), ("/USERS/by-phone", "title"),
        ])
    func unknown(_ path: String, _ member: String) async throws {
        let probe = GatewayProbe(.failing(.internal))
        let seen = try await probe.send(.get, path, [:])
        #expect(seen.status == 404)
        #expect(try JSONParser.parse(seen.body)[member] != nil)
        #expect(probe.directory.asked.isEmpty)
    }

    @Test(
        "a wrong method is 405 with Allow in the shape of its family",
        arguments: [
            ("/users/by-phone", HTTPRequest.Method.post, "GET, HEAD, OPTIONS", "error"),
            ("/users/by-email", .delete, "GET, HEAD, OPTIONS", "error"),
            ("/users/x/UpdatePhoneNumber", .get, "POST, OPTIONS", "error"),
            ("/users/x/UpdatePhoneNumber", .head, "POST, OPTIONS", ""),
            ("/api/v1/check-user", .put, "GET, HEAD, OPTIONS", "success"),
            ("/protected/json/users/1/phone_number", .post, "GET, OPTIONS", "error_code"),
        ])
    func wrongMethod(
        _ path: String, _ method: HTTPRequest.Method, _ allow: String, _ member: String
    ) async throws {
        let probe = GatewayProbe(.failing(.internal))
        let seen = try await probe.send(method, path, [:])
        #expect(seen.status == 405)
        #expect(seen.headers[.allow] == allow)
        if method == .head {
            #expect(seen.body == "")
        } else {
            #expect(try JSONParser.parse(seen.body)[member] != nil)
        }
        #expect(probe.directory.asked.isEmpty)
    }

    @Test(
        "OPTIONS says what is allowed, and asks nobody",
        arguments: [
            "/users/by-email?email=a@b.c", "/users/x/UpdatePhoneNumber", "/api/v1/check-user",
        ])
    func options(_ path: String) async throws {
        let probe = GatewayProbe(.failing(.internal))
        let seen = try await probe.send(.options, path, [:])
        #expect(seen.status == 204)
        #expect(seen.headers[.allow]?.hasSuffix("OPTIONS") == true)
        #expect(seen.headers[.contentLength] == nil)
        #expect(probe.directory.asked.isEmpty)
    }

    @Test(
        "without credentials nobody is asked, whatever else is wrong",
        arguments: [
            (HTTPRequest.Method.get, "/users/by-phone"), (.head, "/users/by-email"),
            (.post, "/users/x/UpdatePhoneNumber"), (.get, "/api/v1/check-user"),
            (.get, "/protected/json/users/x/phone_number"),
        ])
    func unauthorized(_ method: HTTPRequest.Method, _ path: String) async throws {
        let probe = GatewayProbe(.failing(.internal))
        #expect(try await probe.send(method, path, [:]).status == 401)
        #expect(probe.directory.asked.isEmpty)
    }

    @Test("/users/ asks for both credentials by default")
    func bothByDefault() async throws {
        let probe = GatewayProbe(.failing(.internal))
        #expect(try await probe.send(.get, "/users/by-phone?phoneNumber=1").status == 401)
        #expect(probe.directory.asked.isEmpty)
    }

    @Test("who a request is for is told by its credentials alone")
    func inboundIdentity() async throws {
        let probe = GatewayProbe(.failing(.notFound))
        var fields = GatewayProbe.keyFields
        for name in ["X-Org-Id", "X-User-Id", "x-rollcall-subject", "x-rollcall-scopes"] {
            fields[HTTPField.Name(name)!] = "somebody"
        }
        _ = try await probe.send(.get, "/api/v1/check-user?email=a@b.c", fields)
        let metadata = probe.directory.asked.first?.options.metadata ?? []
        #expect(
            metadata.dropLast().map { "\($0.key)=\($0.value)" }
                == ["x-api-key=\(GatewayProbe.key)"])
        #expect(metadata.last?.key == "traceparent")
    }

    @Test(
        "every answer forbids storing and bears the request's id",
        arguments: [
            (HTTPRequest.Method.get, "/"), (.get, "/users/by-phone"), (.post, "/users/by-phone"),
            (.options, "/users/by-phone"), (.get, "/api/v1/check-user?email=a@b.c"),
            (.head, "/api/v1/check-user?email=a@b.c"),
        ])
    func standardFields(_ method: HTTPRequest.Method, _ path: String) async throws {
        let probe = GatewayProbe(.failing(.unavailable))
        var fields = GatewayProbe.keyFields
        fields[RequestIdentity.fieldName] = "my-id_1.2"
        let kept = try await probe.send(method, path, fields)
        #expect(kept.headers[.cacheControl] == "no-store")
        #expect(kept.headers[RequestIdentity.fieldName] == "my-id_1.2")
        fields[RequestIdentity.fieldName] = "not harmless"
        let made = try await probe.send(method, path, fields)
        #expect(made.headers[RequestIdentity.fieldName]?.hasPrefix("req_") == true)
    }

    @Test("500 tells the request's id, the same as its header")
    func requestID() async throws {
        let probe = GatewayProbe.withKeyOnly(.failing(.internal))
        let seen = try await probe.send(.get, "/users/by-phone?phoneNumber=1")
        let body = try JSONParser.parse(seen.body)
        #expect(seen.status == 500)
        #expect(
            body["requestId"] == seen.headers[RequestIdentity.fieldName].map(JSONValue.string))
    }

    @Test(
        "a head that is too large is refused in the shape of its family",
        arguments: [
            (["X-A": String(repeating: "a", count: 8_192)], 431),
            (
                [
                    "X-A": String(repeating: "a", count: 6_000),
                    "X-B": String(repeating: "a", count: 6_000),
                    "X-C": String(repeating: "a", count: 6_000),
                ], 431
            ),
            (Dictionary(uniqueKeysWithValues: (0..<64).map { ("X-\($0)", "") }), 431),
            (["X-A": String(repeating: "a", count: 8_000)], 404),
        ])
    func headTooLarge(_ extra: [String: String], _ status: Int) async throws {
        let probe = GatewayProbe(.failing(.internal))
        var fields = GatewayProbe.keyFields
        for (name, value) in extra { fields[HTTPField.Name(name)!] = value }
        let seen = try await probe.send(.get, "/protected/json/x", fields)
        #expect(seen.status == status)
        #expect(try JSONParser.parse(seen.body)["error_code"] == .string("60002"))
    }

    @Test("a target that is too long is 414")
    func targetTooLong() async throws {
        let probe = GatewayProbe(.failing(.internal))
        let path = "/users/by-phone?x=" + String(repeating: "a", count: 8_192)
        #expect(try await probe.send(.get, path).status == 414)
    }

    @Test("nothing that was sent gets into the log but its id, and the route as a template")
    func log() async throws {
        let lines = LogLines()
        let probe = GatewayProbe(
            .failing(.notFound), policy: .either,
            log: AccessLog { lines.add($0) })
        for (method, target) in [
            (HTTPRequest.Method.get, "/users/by-phone?phoneNumber=5550123"),
            (.post, "/users/5550123/UpdatePhoneNumber"), (.get, "/5550123?5550123"),
            (HTTPRequest.Method("M5550123")!, "/users/by-phone"),
        ] {
            _ = try await probe.send(
                method, target, GatewayProbe.jsonFields, body: #"{"phoneNumber":"5550123"}"#)
        }
        let text = lines.all.joined(separator: "\n")
        #expect(lines.all.count == 4)
        #expect(!text.contains("5550123"))
        #expect(text.contains("/users/{id}/UpdatePhoneNumber"))
        #expect(!text.contains(GatewayProbe.key))
    }

    @Test(
        "an inbound id that may be a phone number is on the answer, and not in the log",
        arguments: [
            ("15557654321", false), ("1.555.765.4321", false),
            ("a1-555-0123_b", false), ("req-1234567", true), ("555-012", true),
            ("0e2f6f0a-4a41-4a55-9a3e-0d7d2c1b9f55", true),
        ])
    func numberAsID(_ id: String, _ isLogged: Bool) async throws {
        let lines = LogLines()
        let probe = GatewayProbe(
            .failing(.notFound),
            log: AccessLog { lines.add($0) })
        let seen = try await probe.send(.get, "/", [RequestIdentity.fieldName: id])
        #expect(seen.headers[RequestIdentity.fieldName] == id)
        let line = try #require(lines.all.first)
        #expect(line.contains(id) == isLogged)
        #expect(line.contains(#""request":"-""#) != isLogged)
    }
}

private final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
