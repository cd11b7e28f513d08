import FoundationEssentials

/// Decides whether a bearer token counts. Tokens that did are remembered until they end, since one
/// client sends the same one with each request.
package struct TokenVerifier: Sendable {
    private let keyring: TokenKeyring
    private let issuer: String?
    private let audience: String?
    private let now: @Sendable () -> Double

    /// - Parameters:
    ///   - keyring: may get other keys at any time.
    ///   - issuer: what `iss` must be; nil = anything.
    ///   - audience: what `aud` must be or hold; nil = anything.
    ///   - now: seconds since 1970.
    package init(
        keyring: TokenKeyring, issuer: String? = nil, audience: String? = nil,
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
        self.keyring = keyring
        self.issuer = issuer
        self.audience = audience
        self.now = now
    }

    package func verify(_ text: String) throws(TokenRefusal) -> VerifiedToken {
        let now = now()
        // Keys and memory are taken together: what was verified with a key that has gone since is
        // remembered where nobody looks any more.
        let (keys, memory) = keyring.current
        switch memory.verdict(on: text, at: now) {
        case .counts(let token): return token
        case .isForged: throw .badSignature
        case nil: break
        }
        let token = try SignedToken(text)
        guard let key = keys[token.keyID] else { throw .unknownKeyID }
        guard key.algorithm.rawValue == token.algorithm else { throw .algorithmMismatch }
        guard key.isSignature(token.signature, of: token.signedText) else {
            memory.rememberForgery(text, at: now)
            throw .badSignature
        }
        let verified = try TokenClaims(token.claims)
            .verified(at: now, issuer: issuer, audience: audience)
        memory.remember(verified, text, at: now)
        return verified
    }
}
