import CryptoExtras
import FoundationEssentials
import JWTKit

@testable import DirectoryGateway

/// Keys made for a test, the key set that tells their public halves, and tokens signed with them:
/// header and claims as they are written, so that any nonsense can be signed.
struct TokenForge {
    static let issuedAt = 1_700_000_000.0

    /// One for all tests: an RSA key takes a while.
    static let shared = Task { try await TokenForge() }

    private let algorithms: [String: any JWTAlgorithm]
    let jwks: String
    /// The public halves as an attacker has them: raw, and as the text of a file.
    let publicKeys: [[UInt8]]

    private static let secret = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U"

    init() async throws {
        let keys = JWTKeyCollection()
        let edDSA = try EdDSA.PrivateKey()
        let ecdsa = ES256PrivateKey()
        await keys.add(eddsa: edDSA, kid: "ed")
        await keys.add(ecdsa: ecdsa, kid: "ec")
        let rsa = try Insecure.RSA.PrivateKey(backing: .init(keySize: .bits2048))
        await keys.add(rsa: rsa, digestAlgorithm: .sha256, kid: "rsa")
        let secret = Base64URL.decode(TokenForge.secret[...])!
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256, kid: "oct")
        var algorithms: [String: any JWTAlgorithm] = [:]
        for kid in ["ed", "ec", "rsa", "oct"] {
            algorithms[kid] = try await keys.getKey(for: JWKIdentifier(string: kid))
        }
        self.algorithms = algorithms
        let point = ecdsa.parameters!
        let primitives = try rsa.publicKey.getKeyPrimitives()
        publicKeys = [
            Array(edDSA.publicKey.rawRepresentation), Array(primitives.modulus),
            Array(rsa.publicKey.pemRepresentation.utf8),
            Array(ecdsa.publicKey.pemRepresentation.utf8),
        ]
        jwks = """
            {"keys":[
            {"kty":"OKP","crv":"Ed25519","kid":"ed","alg":"EdDSA","use":"sig",
            "x":"\(TokenForge.text(Array(edDSA.publicKey.rawRepresentation)))"},
            {"kty":"EC","crv":"P-256","kid":"ec","x":"\(TokenForge.url(point.x))",
            "y":"\(TokenForge.url(point.y))"},
            {"kty":"RSA","kid":"rsa","alg":"RS256",
            "n":"\(TokenForge.text(Array(primitives.modulus)))",
            "e":"\(TokenForge.text(Array(primitives.publicExponent)))"},
            {"kty":"oct","kid":"oct","alg":"HS256","k":"\(TokenForge.secret)"},
            {"kty":"EC","crv":"P-384","kid":"unusable"},
            {"kty":"RSA","kid":"encrypting","use":"enc"}
            ]}
            """
    }

    func verifier(
        issuer: String? = nil, audience: String? = nil, now: Double = issuedAt
    ) async throws -> TokenVerifier {
        TokenVerifier(
            keyring: TokenKeyring(try await keys()), issuer: issuer, audience: audience,
            now: { now })
    }

    func keys() async throws -> TokenKeys { try await TokenKeys(jwks: Array(jwks.utf8)) }

    func token(_ claims: String, kid: String = "ed", header: String? = nil) throws -> String {
        let names = ["ed": "EdDSA", "ec": "ES256", "rsa": "RS256", "oct": "HS256"]
        let header = header ?? #"{"alg":"\#(names[kid]!)","kid":"\#(kid)","typ":"JWT"}"#
        let text = TokenForge.text(Array(header.utf8)) + "." + TokenForge.text(Array(claims.utf8))
        return text + "." + TokenForge.text(try algorithms[kid]!.sign(Array(text.utf8)))
    }

    /// A token that says HS256 and is signed with a secret of the caller's.
    func token(_ claims: String, kid: String, secret: [UInt8]) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256, kid: "own")
        let header = #"{"alg":"HS256","kid":"\#(kid)"}"#
        let text = TokenForge.text(Array(header.utf8)) + "." + TokenForge.text(Array(claims.utf8))
        let signature = try await keys.getKey(for: "own").sign(Array(text.utf8))
        return text + "." + TokenForge.text(Array(signature))
    }

    static func text(_ bytes: [UInt8]) -> String { url(Data(bytes).base64EncodedString()) }

    private static func url(_ base64: String) -> String {
        String(
            base64.compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }
}
