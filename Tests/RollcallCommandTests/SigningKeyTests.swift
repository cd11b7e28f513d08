import DirectoryAPI
import JWTKit
import Testing

@testable import rollcall

struct SigningKeyTests {
    @Test(
        "a token signed with a new key verifies with its public set",
        arguments: SigningAlgorithm.allCases)
    func signAndVerify(_ algorithm: SigningAlgorithm) async throws {
        let key = SigningKey(algorithm)
        let claims = TokenClaims(
            sub: "u", scope: nil, iss: "i", aud: "a", iat: 1_000, exp: 2_000)
        let signing = try await JWTKeyCollection().add(jwk: JWK(json: key.privateJWK.text()))
        let token = try await signing.sign(claims, kid: JWKIdentifier(string: key.id))
        let verifying = try await JWTKeyCollection().add(jwksJSON: key.publicJWKS.text())
        let read = try await verifying.verify(token, as: TokenClaims.self)
        #expect(read.sub == "u" && read.iss == "i" && read.aud == "a" && read.exp == 2_000)
    }

    @Test("the public set holds nothing private", arguments: SigningAlgorithm.allCases)
    func publicOnly(_ algorithm: SigningAlgorithm) throws {
        let key = SigningKey(algorithm)
        guard case .string(let secret)? = key.privateJWK["d"] else {
            Issue.record("no private member")
            return
        }
        #expect(!key.publicJWKS.text().contains(secret))
        #expect(key.publicJWKS.text().contains(key.id))
    }
}
