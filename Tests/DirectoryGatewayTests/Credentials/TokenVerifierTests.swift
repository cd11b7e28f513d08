import Testing

@testable import DirectoryGateway

@Suite struct TokenVerifierTests {
    private static let now = Int(TokenForge.issuedAt)
    private static let good = #"{"sub":"u-1","exp":\#(now + 60)}"#

    private func refusal(
        _ token: String, issuer: String? = nil, audience: String? = nil
    ) async throws -> TokenRefusal? {
        let verifier = try await TokenForge.shared.value.verifier(
            issuer: issuer, audience: audience)
        do {
            _ = try verifier.verify(token)
            return nil
        } catch {
            return error
        }
    }

    private func forge() async throws -> TokenForge { try await TokenForge.shared.value }

    @Test(
        "a token signed with a known key of each kind counts",
        arguments: [
            "ed", "ec", "rsa", "oct",
        ])
    func accepted(_ kid: String) async throws {
        let forge = try await forge()
        let token = try await forge.verifier().verify(try forge.token(Self.good, kid: kid))
        #expect(token.subject == "u-1")
        #expect(token.reach == .user)
        #expect(token.endsAt == TokenForge.issuedAt + 120)
    }

    @Test(
        "a scope claim makes a service token, even an empty one",
        arguments: [
            "users:read users:create", "",
        ])
    func scopes(_ scope: String) async throws {
        let forge = try await forge()
        let claims = #"{"sub":"s","scope":"\#(scope)","exp":\#(Self.now + 1)}"#
        let token = try await forge.verifier().verify(try forge.token(claims))
        #expect(token.reach == .scopes(scope))
    }

    @Test(
        "a header that names no known key, or another algorithm, is refused",
        arguments: [
            (#"{"alg":"EdDSA"}"#, TokenRefusal.missingKeyID),
            (#"{"alg":"EdDSA","kid":7}"#, .missingKeyID),
            (#"{"alg":"EdDSA","kid":"other"}"#, .unknownKeyID),
            (#"{"alg":"EdDSA","kid":""}"#, .unknownKeyID),
            (#"{"alg":"EdDSA","kid":"unusable"}"#, .unknownKeyID),
            (#"{"alg":"EdDSA","kid":"encrypting"}"#, .unknownKeyID),
            (#"{"alg":"ES256","kid":"ed"}"#, .algorithmMismatch),
            (#"{"alg":"HS256","kid":"ed"}"#, .algorithmMismatch),
            (#"{"alg":"eddsa","kid":"ed"}"#, .algorithmMismatch),
            (#"{"alg":"EdDSA","kid":"rsa"}"#, .algorithmMismatch),
            (#"{"alg":"none","kid":"ed"}"#, .unsigned), (#"{"alg":"None","kid":"ed"}"#, .unsigned),
            (#"{"kid":"ed"}"#, .unsigned), (#"{"alg":1,"kid":"ed"}"#, .unsigned),
            (#"{"alg":"EdDSA","kid":"ed","crit":["exp"]}"#, .criticalExtension),
            (#"{"alg":"EdDSA","kid":"ed","crit":[]}"#, .criticalExtension),
            (#"{"alg":"EdDSA","kid":"ed","kid":"ed"}"#, .malformedHeader),
            (#"[]"#, .malformedHeader), ("x", .malformedHeader), ("", .malformedHeader),
        ])
    func header(_ header: String, _ expected: TokenRefusal) async throws {
        let token = try await forge().token(Self.good, header: header)
        #expect(try await refusal(token) == expected)
    }

    @Test("an embedded key is no key: jwk, jku and x5u are not looked at")
    func embedded() async throws {
        let header =
            #"{"alg":"EdDSA","kid":"other","jwk":{"kty":"OKP"},"jku":"http://x","x5u":"http://x"}"#
        let token = try await forge().token(Self.good, header: header)
        #expect(try await refusal(token) == .unknownKeyID)
    }

    @Test("a token signed with the key that it brings along is forged, however it names it")
    func broughtAlong() async throws {
        let stranger = try await TokenForge()
        let set = stranger.jwks.split(separator: "\n").joined()
        let key = set.dropFirst(9).prefix { $0 != "}" } + "}"
        for member in [
            #""jwk":\#(key)"#, #""jku":"https://evil.example/jwks.json""#,
            #""x5u":"https://evil.example/key.pem""#, #""x5c":["AAAA"]"#,
        ] {
            let header = #"{"alg":"EdDSA","kid":"ed",\#(member)}"#
            let token = try stranger.token(Self.good, header: header)
            #expect(try await refusal(token) == .badSignature, "\(member)")
        }
    }

    @Test("a token is bounded in depth and in members, however short it is")
    func bounded() async throws {
        let deep = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
        let wide = Array(repeating: "0", count: 1_100).joined(separator: ",")
        for rest in [deep, "[\(wide)]"] {
            let claims = #"{"sub":"u","exp":\#(Self.now + 60),"x":\#(rest)}"#
            #expect(try await refusal(try await forge().token(claims)) == .malformedClaims)
            let header = #"{"alg":"EdDSA","kid":"ed","x":\#(rest)}"#
            #expect(
                try await refusal(try await forge().token(Self.good, header: header))
                    == .malformedHeader)
        }
    }

    @Test(
        "claims that do not hold are refused",
        arguments: [
            (#"{"sub":"u"}"#, TokenRefusal.missingExpiry),
            (#"{"sub":"u","exp":\#(now - 60)}"#, .expired),
            (#"{"sub":"u","exp":0}"#, .expired), (#"{"sub":"u","exp":-1e300}"#, .expired),
            (#"{"sub":"u","exp":"\#(now + 60)"}"#, .malformedClaims),
            (#"{"sub":"u","exp":null}"#, .malformedClaims),
            (#"{"sub":"u","exp":1e999}"#, .malformedClaims),
            (#"{"sub":"u","exp":\#(now + 60),"exp":\#(now + 60)}"#, .malformedClaims),
            (#"{"sub":"u","exp":\#(now + 60),"nbf":\#(now + 61)}"#, .notYetValid),
            (#"{"sub":"u","exp":\#(now + 60),"nbf":"0"}"#, .malformedClaims),
            (#"{"exp":\#(now + 60)}"#, .missingSubject),
            (#"{"sub":"","exp":\#(now + 60)}"#, .missingSubject),
            (#"{"sub":1,"exp":\#(now + 60)}"#, .malformedClaims),
            (#"{"sub":"a\u0000b","exp":\#(now + 60)}"#, .malformedClaims),
            (#"{"sub":"u","exp":\#(now + 60),"scope":["users:read"]}"#, .malformedClaims),
            (#"{"sub":"u","exp":\#(now + 60),"scope":null}"#, .malformedClaims),
            ("[]", .malformedClaims), ("", .malformedClaims), ("{", .malformedClaims),
        ])
    func claims(_ claims: String, _ expected: TokenRefusal) async throws {
        #expect(try await refusal(try await forge().token(claims)) == expected)
    }

    @Test(
        "clocks may differ by less than a minute, and iat is not asked for",
        arguments: [
            #"{"sub":"u","exp":\#(now - 59)}"#,
            #"{"sub":"u","exp":\#(now + 60),"nbf":\#(now + 60)}"#,
            #"{"sub":"u","exp":1.7000001e9}"#,
            #"{"sub":"u","exp":\#(now + 60),"iat":\#(now + 999)}"#,
        ])
    func skew(_ claims: String) async throws {
        #expect(try await refusal(try await forge().token(claims)) == nil)
    }

    @Test("the issuer counts only when one is set")
    func issuer() async throws {
        let token = try await forge().token(#"{"sub":"u","iss":"us","exp":\#(Self.now + 60)}"#)
        let bare = try await forge().token(Self.good)
        #expect(try await refusal(token) == nil)
        #expect(try await refusal(token, issuer: "us") == nil)
        #expect(try await refusal(token, issuer: "them") == .wrongIssuer)
        #expect(try await refusal(bare, issuer: "us") == .wrongIssuer)
    }

    @Test(
        "the audience counts only when one is set, alone or among others",
        arguments: [
            (#""us""#, TokenRefusal?.none), (#"["them","us"]"#, nil), (#""them""#, .wrongAudience),
            (#"["them"]"#, .wrongAudience), ("[]", .wrongAudience), ("1", .malformedClaims),
            (#"[1,"us"]"#, nil),
        ])
    func audience(_ audience: String, _ expected: TokenRefusal?) async throws {
        let claims = #"{"sub":"u","aud":\#(audience),"exp":\#(Self.now + 60)}"#
        let token = try await forge().token(claims)
        #expect(try await refusal(token, audience: "us") == expected)
        #expect(try await refusal(token) == nil)
        #expect(
            try await refusal(try await forge().token(Self.good), audience: "us")
                == .wrongAudience)
    }

    @Test(
        "a signature of another key, of other claims, of zeros or of none is refused",
        arguments: [
            "ed", "ec", "rsa", "oct",
        ])
    func signature(_ kid: String) async throws {
        let forge = try await forge()
        let parts = try forge.token(Self.good, kid: kid).split(separator: ".")
        let other = try forge.token(#"{"sub":"u-2","exp":\#(Self.now + 60)}"#, kid: kid)
            .split(separator: ".")
        let zeros = TokenForge.text([UInt8](repeating: 0, count: kid == "oct" ? 32 : 64))
        for forged in [
            "\(parts[0]).\(other[1]).\(parts[2])", "\(parts[0]).\(parts[1]).\(zeros)",
            "\(parts[0]).\(parts[1]).AAAA",
        ] {
            #expect(try await refusal(forged) == .badSignature)
        }
        #expect(try await refusal("\(parts[0]).\(parts[1]).") == .malformed)
    }

    @Test(
        "a public key is no secret: HS256 signed with it is refused",
        arguments: [
            ("rsa", TokenRefusal.algorithmMismatch), ("ec", .algorithmMismatch),
            ("ed", .algorithmMismatch), ("oct", .badSignature),
        ])
    func confusion(_ kid: String, _ expected: TokenRefusal) async throws {
        let forge = try await forge()
        for publicKey in forge.publicKeys {
            let token = try await forge.token(Self.good, kid: kid, secret: publicKey)
            #expect(try await refusal(token) == expected)
        }
        let header = #"{"alg":"HS256","kid":"rsa"}"#
        let token = try forge.token(Self.good, kid: "oct", header: header)
        #expect(try await refusal(token) == .algorithmMismatch)
    }

    @Test(
        "ES256 with zeros is refused, in both halves and in either",
        arguments: [(0, 0), (0, 1), (1, 0)] as [(UInt8, UInt8)])
    func zeros(_ r: UInt8, _ s: UInt8) async throws {
        let forge = try await forge()
        let parts = try forge.token(Self.good, kid: "ec").split(separator: ".")
        let half = [UInt8](repeating: 0, count: 31)
        let signature = TokenForge.text(half + [r] + half + [s])
        #expect(
            try await refusal("\(parts[0]).\(parts[1]).\(signature)") == .badSignature)
    }

    @Test(
        "what is not three parts of strict base64url is refused",
        arguments: [
            "", "a", "a.b", "a.b.c.d", "..", "e30.e30.a=", "e30.e30.a+b/", "e30 .e30.AAAA",
            "a.e30.AAAA",
            "e30.e30.AB",
        ])
    func malformed(_ token: String) async throws {
        #expect(try await refusal(token) == .malformed)
    }

    @Test("a token of a megabyte is refused before it is read")
    func tooLarge() async throws {
        let claims =
            #"{"sub":"u","exp":\#(Self.now + 60),"x":"\#(String(repeating: "a", count: 1 << 20))"}"#
        #expect(try await refusal(try await forge().token(claims)) == .tooLarge)
    }

    @Test("once the keys are exchanged a token counts only if the new keys verify it")
    func exchangedKeys() async throws {
        let (old, new) = (try await forge(), try await TokenForge())
        let keyring = TokenKeyring(try await old.keys())
        let verifier = TokenVerifier(keyring: keyring, now: { TokenForge.issuedAt })
        let (token, other) = (try old.token(Self.good), try new.token(Self.good))
        #expect(try verifier.verify(token).subject == "u-1")
        #expect(throws: TokenRefusal.badSignature) { try verifier.verify(other) }
        keyring.replace(by: try await new.keys())
        #expect(throws: TokenRefusal.badSignature) { try verifier.verify(token) }
        #expect(try verifier.verify(other).subject == "u-1")
    }
}
