import DirectoryAPI
import HTTPTypes
import Testing

@testable import DirectoryGateway

@Suite struct CredentialTests {
    private static let name = HTTPField.Name("X-API-Key")!
    private static let key = "0123456789abcdef"
    private static let now = Int(TokenForge.issuedAt)

    private func fields(_ fields: (HTTPField.Name, String)...) -> HTTPFields {
        var result = HTTPFields()
        for (name, value) in fields { result.append(HTTPField(name: name, value: value)) }
        return result
    }

    private func metadata(_ caller: Caller?) -> [String]? {
        caller?.metadata.map { "\($0.key)=\($0.value)" }
    }

    @Test(
        "an API key is 16 to 256 printable characters",
        arguments: [
            ("0123456789abcdef", true), ("0123456789abcde", false),
            (String(repeating: "k", count: 256), true), (String(repeating: "k", count: 257), false),
            ("0123456789 bcdef", true), ("0123456789abcdé", false),
            ("0123456789abcde\u{7f}", false),
        ])
    func form(_ text: String, _ couldBe: Bool) {
        #expect(APIKeyField.couldBeKey(text) == couldBe)
    }

    @Test("an empty key field is none, and two are refused")
    func presence() {
        let field = APIKeyField(name: Self.name)
        #expect(field.key(in: [:]) == .absent)
        #expect(field.key(in: fields((Self.name, ""))) == .absent)
        #expect(field.key(in: fields((Self.name, "short"))) == .unusable)
        #expect(field.key(in: fields((Self.name, Self.key), (Self.name, Self.key))) == .unusable)
        #expect(field.key(in: fields((Self.name, Self.key))) == .text(Self.key))
    }

    @Test(
        "a bearer token is read in any case of the scheme",
        arguments: [
            ("Bearer abc", PresentedCredential.text("abc")), ("bearer abc", .text("abc")),
            ("BEARER  abc", .text("abc")), ("Basic abc", .unusable), ("Bearer", .unusable),
            ("Bearer a b", .unusable), ("abc", .unusable), ("", .absent),
        ])
    func bearer(_ value: String, _ expected: PresentedCredential) {
        #expect(BearerField.token(in: fields((.authorization, value))) == expected)
    }

    private func caller(
        _ policy: CredentialPolicy, key: String?, token: String?
    ) async throws -> [String]? {
        var sent = HTTPFields()
        sent[Self.name] = key
        sent[.authorization] = token.map { "Bearer " + $0 }
        let check = KeyAndTokenCheck(
            field: APIKeyField(name: Self.name), policy: policy,
            verifier: try await TokenForge.shared.value.verifier())
        return metadata(check.caller(of: sent))
    }

    @Test("both: a key and a token, or nobody")
    func both() async throws {
        let token = try await TokenForge.shared.value
            .token(#"{"sub":"u-1","exp":\#(Self.now + 60)}"#)
        #expect(
            try await caller(.both, key: Self.key, token: token)
                == ["x-api-key=\(Self.key)", "x-rollcall-subject=u-1", "x-rollcall-user=u-1"])
        #expect(try await caller(.both, key: Self.key, token: nil) == nil)
        #expect(try await caller(.both, key: nil, token: token) == nil)
        #expect(try await caller(.both, key: nil, token: nil) == nil)
        #expect(try await caller(.both, key: Self.key, token: "a.b.c") == nil)
    }

    @Test("either: one is enough, and one that is sent must be right")
    func either() async throws {
        let token = try await TokenForge.shared.value
            .token(#"{"sub":"s","scope":"users:read","exp":\#(Self.now + 60)}"#)
        #expect(try await caller(.either, key: Self.key, token: nil) == ["x-api-key=\(Self.key)"])
        #expect(
            try await caller(.either, key: nil, token: token)
                == ["x-rollcall-subject=s", "x-rollcall-scopes=users:read"])
        #expect(try await caller(.either, key: nil, token: nil) == nil)
        #expect(try await caller(.either, key: Self.key, token: "a.b.c") == nil)
        #expect(try await caller(.either, key: "short", token: token) == nil)
    }

    @Test("a service token without a scope says so, and is no caller without limits")
    func emptyScopes() async throws {
        let token = try await TokenForge.shared.value
            .token(#"{"sub":"s","scope":"","exp":\#(Self.now + 60)}"#)
        #expect(
            try await caller(.either, key: nil, token: token)
                == ["x-rollcall-subject=s", "x-rollcall-scopes="])
    }
}
