import DirectoryAPI
import HTTPTypes
import HummingbirdCore
import NIOCore
import Testing

@testable import DirectoryGateway

@Suite struct RequestContentTests {
    private func read(
        _ body: String, type: String? = "application/json", length: String? = nil
    ) async throws -> RequestContent {
        var fields = HTTPFields()
        fields[.contentType] = type
        fields[.contentLength] = length
        return try await RequestContent.read(
            Request(
                head: HTTPRequest(
                    method: .post, scheme: nil, authority: nil, path: "/", headerFields: fields),
                body: RequestBody(buffer: ByteBuffer(string: body))))
    }

    @Test("a JSON body is read as a value")
    func json() async throws {
        #expect(try await read(#"{"a":null}"#) == .json(.members(("a", .null))))
    }

    @Test("16 KiB are read, one byte more is too large, said or not")
    func limit() async throws {
        let full = "\"" + String(repeating: "a", count: 16_382) + "\""
        #expect(full.utf8.count == 16_384)
        #expect(try await read(full) == .json(.string(String(full.dropFirst().dropLast()))))
        #expect(try await read(full + " ") == .tooLarge)
        #expect(try await read("{}", length: "16385") == .tooLarge)
    }

    @Test("a body of few bytes is bounded in depth and in members as well")
    func bounded() async throws {
        let deep = String(repeating: "[", count: 9) + String(repeating: "]", count: 9)
        #expect(
            try await read(deep) == .notJSON(JSONProblem(reason: .tooDeep, offset: 8)))
        let members = (0..<64).map { "\"\($0)\":0" }.joined(separator: ",")
        let full = try await read("[\(Array(repeating: "0", count: 63).joined(separator: ","))]")
        #expect(full == .json(.array(Array(repeating: .number("0"), count: 63))))
        guard case .notJSON(let problem) = try await read("{\(members)}") else {
            Issue.record("a body of 64 members was read")
            return
        }
        #expect(problem.reason == .tooManyValues)
    }

    @Test("too large comes before the media type, and that before the JSON")
    func order() async throws {
        let large = String(repeating: "x", count: 16_385)
        #expect(try await read(large, type: "text/plain") == .tooLarge)
        #expect(try await read("x", type: "text/plain") == .unsupportedMediaType)
        #expect(try await read("{}", type: nil) == .unsupportedMediaType)
    }

    @Test(
        "application/json counts in any case, with parameters, and in UTF-8 only",
        arguments: [
            ("application/json", true), ("Application/JSON", true),
            ("application/json; charset=utf-8", true), ("application/json;charset=\"UTF-8\"", true),
            ("application/json ; version=1", true), ("application/json; charset=latin-1", false),
            ("application/jsonx", false), ("text/json", false), ("", false),
            ("application/x-www-form-urlencoded", false),
        ])
    func mediaType(_ type: String, _ isJSON: Bool) {
        #expect(RequestContent.isJSON(type) == isJSON)
    }

    @Test(
        "what is no JSON is refused with the reason",
        arguments: [
            ("", JSONProblem.Reason.endsTooSoon), ("{", .endsTooSoon), ("{}x", .trailingText),
            (#"{"a":1,"a":1}"#, .duplicateMember), ("{'a':1}", .unexpectedByte),
            (#"{"a":01}"#, .badNumber), (#"{"a":"\ud800"}"#, .badEscape),
            (String(repeating: "[", count: 1_000), .tooDeep),
        ])
    func notJSON(_ body: String, _ reason: JSONProblem.Reason) async throws {
        guard case .notJSON(let problem) = try await read(body) else {
            Issue.record("was taken for JSON")
            return
        }
        #expect(problem.reason == reason)
    }
}
