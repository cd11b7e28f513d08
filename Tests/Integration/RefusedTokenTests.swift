import Crypto
import DirectoryAPI
import Foundation
import Testing

@Suite("Tokens that a real gateway refuses")
struct RefusedTokenTests {
    /// Tokens written by hand, with the installation's own key or a stranger's.
    private struct Forge {
        let key: Curve25519.Signing.PrivateKey
        let keyID: String
        let publicKey: String
        let claims: String

        init(_ installation: Installation) throws {
            let text = try installation.folder.text(of: "keys/signing-key.json")
            let json = try JSONParser.parse(text)
            guard case .string(let secret) = json["d"], case .string(let id) = json["kid"],
                case .string(let x) = json["x"]
            else { throw CancellationError() }
            key = try Curve25519.Signing.PrivateKey(
                rawRepresentation: try #require(Self.data(secret)))
            keyID = id
            publicKey = x
            claims = Self.claims()
        }

        static func claims(
            exp: String = "\(Int(Date().timeIntervalSince1970) + 600)",
            issuer: String = Installation.issuer, audience: String = Installation.audience,
            more: String = ""
        ) -> String {
            #"{"sub":"tests","scope":"users:read","exp":\#(exp),"iss":"\#(issuer)","#
                + #""aud":"\#(audience)"\#(more)}"#
        }

        var header: String { #"{"alg":"EdDSA","kid":"\#(keyID)"}"# }

        func token(
            header: String? = nil, claims: String? = nil, signature: [UInt8]? = nil,
            key: Curve25519.Signing.PrivateKey? = nil
        ) throws -> String {
            let text = Self.text(header ?? self.header) + "." + Self.text(claims ?? self.claims)
            let signed = try (key ?? self.key).signature(for: Data(text.utf8))
            return text + "." + Self.text(signature.map { Data($0) } ?? signed)
        }

        /// Signed as HS256 with the public key, raw and as it is written in the key set.
        func confused() -> [String] {
            let text = Self.text(#"{"alg":"HS256","kid":"\#(keyID)"}"#) + "." + Self.text(claims)
            return [Data(publicKey.utf8), Self.data(publicKey) ?? Data()].map { secret in
                let code = HMAC<SHA256>.authenticationCode(
                    for: Data(text.utf8), using: SymmetricKey(data: secret))
                return text + "." + Self.text(Data(code))
            }
        }

        static func text(_ text: String) -> String { Self.text(Data(text.utf8)) }

        static func text(_ data: Data) -> String {
            data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: "")
        }

        private static func data(_ text: String) -> Data? {
            let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
            return Data(
                base64Encoded: base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4))
        }
    }

    @Test("each is 401 in the family's words, whatever is wrong with it, and makes nobody")
    func refused() async throws {
        let installation = try await Installation.start()
        let forge = try Forge(installation)
        let good = try forge.token()
        #expect(try await ask(good, installation).status == 404)
        let refused =
            try headers(forge) + claims(forge) + shapes(forge, good) + forge.confused()
        #expect(refused.count > 30)
        var bodies: Set<String> = []
        for token in refused {
            let answer = try await ask(token, installation)
            try expectUsersProblem(answer, 401, "Unauthorized")
            bodies.insert(answer.body)
        }
        #expect(bodies.count == 1)
        let made = try await installation.get(
            "/users/by-email?email=a@example.com", installation.both(token: refused[0]))
        #expect(made.status == 401)
        #expect(try await installation.daemon.status().users == 0)
    }

    @Test("up to a minute of skew is allowed, and no more")
    func skew() async throws {
        let installation = try await Installation.start()
        let forge = try Forge(installation)
        let now = Int(Date().timeIntervalSince1970)
        for (claims, status) in [
            (Forge.claims(exp: "\(now - 20)"), 404), (Forge.claims(exp: "\(now - 61)"), 401),
            (Forge.claims(more: #","nbf":\#(now + 40)"#), 404),
            (Forge.claims(more: #","nbf":\#(now + 600)"#), 401),
        ] {
            #expect(
                try await ask(try forge.token(claims: claims), installation).status == status,
                "\(claims)")
        }
    }

    @Test("a token larger than a header field may be is 431")
    func tooLarge() async throws {
        let installation = try await Installation.start()
        let forge = try Forge(installation)
        let filling = String(repeating: "a", count: 12_000)
        let token = try forge.token(claims: Forge.claims(more: #","x":"\#(filling)""#))
        #expect(try await ask(token, installation).status == 431)
    }

    private func ask(_ token: String, _ installation: Installation) async throws -> HTTPExchange {
        try await installation.get(
            "/users/by-phone?phoneNumber=1", installation.both(token: token))
    }

    private func headers(_ forge: Forge) throws -> [String] {
        let id = forge.keyID
        let stranger = Curve25519.Signing.PrivateKey()
        let x = Forge.text(stranger.publicKey.rawRepresentation)
        let jwk = #""jwk":{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#
        let own = try [
            #"{"alg":"EdDSA"}"#, #"{"alg":"EdDSA","kid":"unknown"}"#, #"{"alg":"EdDSA","kid":7}"#,
            #"{"alg":"none","kid":"\#(id)"}"#, #"{"alg":"None","kid":"\#(id)"}"#,
            #"{"kid":"\#(id)"}"#, #"{"alg":"ES256","kid":"\#(id)"}"#,
            #"{"alg":"RS256","kid":"\#(id)"}"#, #"{"alg":"HS256","kid":"\#(id)"}"#,
            #"{"alg":"EdDSA","kid":"\#(id)","crit":["exp"]}"#,
            #"{"alg":"EdDSA","kid":"\#(id)","kid":"\#(id)"}"#,
            #"{"alg":"EdDSA","alg":"EdDSA","kid":"\#(id)"}"#, "[]", "x",
        ].map { try forge.token(header: $0) }
        let brought = try [
            #"{"alg":"EdDSA","kid":"\#(id)",\#(jwk)}"#, #"{"alg":"EdDSA",\#(jwk)}"#,
            #"{"alg":"EdDSA","kid":"\#(id)","jku":"https://evil.example/keys"}"#,
            #"{"alg":"EdDSA","kid":"\#(id)","x5u":"https://evil.example/key"}"#,
        ].map { try forge.token(header: $0, key: stranger) }
        return own + brought
    }

    private func claims(_ forge: Forge) throws -> [String] {
        let later = Int(Date().timeIntervalSince1970) + 600
        return try [
            Forge.claims(exp: "0"), Forge.claims(exp: #""\#(later)""#),
            Forge.claims(exp: "null"), Forge.claims(issuer: "https://other.example"),
            Forge.claims(audience: "other"), Forge.claims(more: #","exp":\#(later)"#),
            Forge.claims(more: #","sub":"u-1""#),
            #"{"sub":"tests","exp":\#(later)}"#,
            #"{"sub":"tests","iss":"\#(Installation.issuer)","aud":"\#(Installation.audience)"}"#,
            "[]", "x",
        ].map { try forge.token(claims: $0) }
    }

    private func shapes(_ forge: Forge, _ good: String) throws -> [String] {
        let parts = good.split(separator: ".")
        let other = try forge.token(claims: Forge.claims(more: #","x":1"#)).split(separator: ".")
        return [
            "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1])", good + "." + parts[2],
            "\(parts[0]).\(other[1]).\(parts[2])", good + "=", "a.b.c", "..",
            try forge.token(signature: [UInt8](repeating: 0, count: 64)),
            try forge.token(key: Curve25519.Signing.PrivateKey()),
        ]
    }
}
