import Testing

@testable import DirectoryGateway

@Suite struct TokenKeysTests {
    private func load(_ text: String) async -> Result<Int, TokenKeysProblem> {
        do throws(TokenKeysProblem) {
            return .success(try await TokenKeys(jwks: Array(text.utf8)).count)
        } catch {
            return .failure(error)
        }
    }

    private static let secret = String(repeating: "A", count: 43)

    @Test("keys of use are taken, others passed over")
    func taken() async throws {
        let forge = try await TokenForge.shared.value
        #expect(await load(forge.jwks) == .success(4))
        #expect(await load(#"{"keys":[]}"#) == .success(0))
        #expect(await load(#"{"keys":[{"kty":"new"}]}"#) == .success(0))
        #expect(await load(#"{"keys":[{"kty":"RSA","alg":"PS256"}]}"#) == .success(0))
    }

    @Test(
        "a set that is none, or a key that is broken, is refused",
        arguments: [
            ("", "is not a JSON Web Key Set"), ("[]", "is not a JSON Web Key Set"),
            (#"{"keys":{}}"#, "is not a JSON Web Key Set"),
            (#"{"keys":[],"keys":[]}"#, "is not a JSON Web Key Set"),
            (#"{"keys":[1]}"#, "has an entry that is no key (key 1)"),
            (#"{"keys":[{"kty":"oct","k":"\#(secret)"}]}"#, "has a key without an id (key 1)"),
            (
                #"{"keys":[{"kty":"oct","kid":"a","k":"AAAA"}]}"#,
                "has a secret shorter than 32 bytes (key 1)"
            ),
            (
                #"{"keys":[{"kty":"oct","kid":"a","k":"\#(secret)","alg":"RS256"}]}"#,
                "has an alg that does not fit its type (key 1)"
            ),
            (
                #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAA"}]}"#,
                "has a malformed key (key 1)"
            ),
            (#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a"}]}"#, "has a malformed x (key 1)"),
            (
                #"{"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"AAAA","y":"AAAA"}]}"#,
                "has a malformed key (key 1)"
            ),
            (
                #"{"keys":[{"kty":"RSA","kid":"a","n":"AAAA","e":"AQAB"}]}"#,
                "has a malformed key (key 1)"
            ),
            (
                #"{"keys":[{"kty":"oct","kid":"a","k":"\#(secret)"},"#
                    + #"{"kty":"oct","kid":"a","k":"\#(secret)"}]}"#,
                "has two keys of one id (key 2)"
            ),
        ])
    func refused(_ text: String, _ reason: String) async {
        guard case .failure(let problem) = await load(text) else {
            Issue.record("the set was taken")
            return
        }
        #expect(problem.description == reason)
    }
}
