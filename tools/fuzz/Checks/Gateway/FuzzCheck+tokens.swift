import DirectoryGateway

extension FuzzCheck {
    /// A token that is taken apart is signed over all that counts in it.
    static let tokens = FuzzCheck("tokens") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        guard let token = try? SignedToken(text) else { return nil }
        if token.algorithm.lowercased() == "none" { return "a token without a signature" }
        if token.signature.isEmpty { return "an empty signature" }
        guard Array(text.utf8).starts(with: token.signedText) else {
            return "another text is signed"
        }
        return verified(token.claims)
    }

    /// Claims that hold name a subject and end.
    static let claims = FuzzCheck("claims") { bytes in verified(bytes) }

    private static func verified(_ text: [UInt8]) -> String? {
        guard let claims = try? TokenClaims(text) else { return nil }
        for (issuer, audience) in [(nil, nil), ("i", "a")] as [(String?, String?)] {
            let token = try? claims.verified(at: 1_700_000_000, issuer: issuer, audience: audience)
            guard let token else { continue }
            if token.subject.isEmpty { return "a token of nobody" }
            if token.endsAt <= 1_700_000_000 { return "a token that has ended" }
        }
        return nil
    }
}
