import FoundationEssentials

/// Decides whether a bearer token counts. Tokens that did are remembered until they end, since one
/// client sends the same one with each request.
package struct TokenVerifier: Sendable {
    private let keys: TokenKeys
    private let issuer: String?
    private let audience: String?
    private let now: @Sendable () -> Double
    private let memory = TokenMemory()

    /// - Parameters:
    ///   - issuer: what `iss` must be; nil = anything.
    ///   - audience: what `aud` must be or hold; nil = anything.
    ///   - now: seconds since 1970.
    package init(
        keys: TokenKeys, issuer: String? = nil, audience: String? = nil,
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
        self.keys = keys
        self.issuer = issuer
        self.audience = audience
        self.now = now
    }

    package func verify(_ text: String) throws(TokenRefusal) -> VerifiedToken {
        let now = now()
        if let known = memory.token(text, at: now) { return known }
        let token = try SignedToken(text)
        guard let key = keys[token.keyID] else { throw .unknownKeyID }
        guard key.algorithm.rawValue == token.algorithm else { throw .algorithmMismatch }
        guard key.isSignature(token.signature, of: token.signedText) else { throw .badSignature }
        let verified = try TokenClaims(token.claims)
            .verified(at: now, issuer: issuer, audience: audience)
        memory.remember(verified, text, at: now)
        return verified
    }
}
