import DirectoryAPI
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct RefusedRequestTests {
    private static let key = "X-API-Key: \(GatewayProbe.key)\r\ncv-api-key: \(GatewayProbe.key)\r\n"

    private static func get(_ path: String, _ fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: x\r\n\(key)\(fields)\r\n"
    }

    private static func post(_ fields: String, _ body: String) -> String {
        "POST /users/u-1/UpdatePhoneNumber HTTP/1.1\r\nHost: x\r\n\(key)"
            + "Content-Type: application/json\r\n\(fields)\r\n\(body)"
    }

    private func expectStandard(_ seen: RawExchange) {
        #expect(seen.answers == 1)
        #expect(seen.header.contains("cache-control: no-store"))
        #expect(seen.header.contains("connection: close"))
        #expect(seen.header.contains { $0.hasPrefix("x-request-id: ") })
        #expect(seen.header.contains("content-length: \(seen.body.utf8.count)"))
    }

    @Test(
        "a body whose framing is broken is 400 in the shape of its family",
        arguments: [
            ("Transfer-Encoding: chunked\r\n", "zz\r\n", false),
            ("Transfer-Encoding: gzip\r\n", "abc", false),
            ("Content-Length: 50\r\n", "{\"p", true),
        ])
    func brokenBody(_ fields: String, _ body: String, _ halfCloses: Bool) async throws {
        let directory = ScriptedDirectory.failing(.invalidArgument)
        let seen = try await RawExchange(
            Self.post(fields, body), directory, halfCloses: halfCloses)
        #expect(seen.status == 400)
        #expect(try JSONParser.parse(seen.body)["code"] == .number("400"))
        expectStandard(seen)
        let request = directory.asked.first?.request as? UpdatePhoneNumberRequest
        #expect(request?.change == nil)
    }

    @Test("rights come before the framing of a body")
    func rightsFirst() async throws {
        let seen = try await RawExchange(
            Self.post("Transfer-Encoding: chunked\r\n", "zz\r\n"), .failing(.permissionDenied))
        #expect(seen.status == 403)
        expectStandard(seen)
    }

    @Test("a request that nobody reads the body of is answered once, whatever its body is")
    func bodyOfGet() async throws {
        let request = Self.get("/users/by-phone?phoneNumber=1", "Transfer-Encoding: chunked\r\n")
        let seen = try await RawExchange(request + "zz\r\n", .failing(.notFound))
        #expect(seen.status == 404)
        #expect(seen.answers == 1)
    }

    @Test(
        "a head that the parser finds too large has the shape of its family",
        arguments: [
            ("/users/x", "X-A: " + String(repeating: "a", count: 60_000) + "\r\n", 431, "code"),
            (
                "/protected/json/x",
                (0..<300).map { "X-\($0): 1\r\n" }.joined(), 431, "error_code"
            ),
            ("/users/" + String(repeating: "a", count: 60_000), "", 414, "code"),
            ("/api/v1/" + String(repeating: "a", count: 60_000), "", 414, "success"),
            ("/protected/json/" + String(repeating: "a", count: 60_000), "", 414, "error_code"),
            ("/" + String(repeating: "a", count: 60_000), "", 414, "title"),
        ])
    func tooLarge(_ path: String, _ fields: String, _ status: Int, _ member: String) async throws {
        let directory = ScriptedDirectory.failing(.internal)
        let seen = try await RawExchange(Self.get(path, fields), directory)
        #expect(seen.status == status)
        #expect(try JSONParser.parse(seen.body)[member] != nil)
        expectStandard(seen)
        #expect(directory.asked.isEmpty)
    }

    @Test(
        "a head that the parser does not understand is 400 in the shape of its family",
        arguments: [
            ("/users/by-phone", "Content-Length: x\r\n", "code"),
            ("/users/by-phone", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "code"),
            ("/api/v1/check-user", "bad header: 1\r\n", "success"),
            ("/protected/json/users/1/phone_number", "X-A: \u{1}\r\n", "error_code"),
        ])
    func notUnderstood(_ path: String, _ fields: String, _ member: String) async throws {
        let seen = try await RawExchange(Self.get(path, fields), .failing(.internal))
        #expect(seen.status == 400)
        #expect(try JSONParser.parse(seen.body)[member] != nil)
        expectStandard(seen)
    }

    @Test(
        "a method that the parser does not know is 405 with Allow, or 404",
        arguments: [
            ("FOO /users/by-phone", 405, "allow: get, head, options", "code"),
            ("get /api/v1/check-user", 405, "allow: get, head, options", "success"),
            ("FOO /protected/json/users/1/phone_number", 405, "allow: get, options", "error_code"),
            ("FOO /users/a", 404, "", "code"), ("FOO /", 404, "", "title"),
        ])
    func unknownMethod(
        _ line: String, _ status: Int, _ allow: String, _ member: String
    ) async throws {
        let seen = try await RawExchange(
            "\(line) HTTP/1.1\r\nHost: x\r\n\r\n", .failing(.internal))
        #expect(seen.status == status)
        #expect(seen.header.contains { $0.hasPrefix("allow:") } == !allow.isEmpty)
        #expect(allow.isEmpty || seen.header.contains(allow))
        #expect(try JSONParser.parse(seen.body)[member] != nil)
        expectStandard(seen)
    }

    @Test("the request before one that is refused has its own answer first")
    func pipelined() async throws {
        let seen = try await RawExchange(
            Self.get("/users/nobody") + "FOO /x HTTP/1.1\r\n\r\n", .failing(.internal))
        #expect(seen.status == 404)
        #expect(seen.answers == 2)
        #expect(seen.body.contains("HTTP/1.1 400 Bad Request"))
        #expect(seen.body.contains("application/problem+json"))
    }
}
