import DirectoryAPI

/// What a token says, once its signature is right. Source: RFC 7519, section 4.1.
package struct TokenClaims {
    /// How far clocks may differ, in seconds.
    static let skew = 60.0

    private let claims: JSONValue

    package init(_ text: [UInt8]) throws(TokenRefusal) {
        guard let claims = try? JSONParser.parse(text, limits: .token), case .object = claims else {
            throw .malformedClaims
        }
        self.claims = claims
    }

    /// The token that these claims make, if they hold.
    ///
    /// - Parameter now: seconds since 1970.
    package func verified(
        at now: Double, issuer: String?, audience: String?
    ) throws(TokenRefusal) -> VerifiedToken {
        guard let expiry = try seconds("exp") else { throw .missingExpiry }
        guard now < expiry + TokenClaims.skew else { throw .expired }
        if let start = try seconds("nbf"), now < start - TokenClaims.skew { throw .notYetValid }
        if let issuer {
            guard claims["iss"] == .string(issuer) else { throw .wrongIssuer }
        }
        if let audience {
            guard try isMeant(for: audience) else { throw .wrongAudience }
        }
        return VerifiedToken(
            subject: try subject(), reach: try reach(), endsAt: expiry + TokenClaims.skew)
    }

    /// A NumericDate; nil when it is not claimed. One as text is refused, not read.
    private func seconds(_ name: String) throws(TokenRefusal) -> Double? {
        guard let claim = claims[name] else { return nil }
        guard case .number(let digits) = claim, let seconds = Double(digits), seconds.isFinite
        else { throw .malformedClaims }
        return seconds
    }

    /// `aud` is a string or an array of strings.
    private func isMeant(for audience: String) throws(TokenRefusal) -> Bool {
        switch claims["aud"] {
        case .string(let one): return one == audience
        case .array(let several): return several.contains(.string(audience))
        case nil: return false
        case .null, .bool, .number, .object: throw .malformedClaims
        }
    }

    /// Who is meant, in at most 255 bytes without control characters: the audit trail keeps it.
    private func subject() throws(TokenRefusal) -> String {
        guard let claim = claims["sub"] else { throw .missingSubject }
        guard case .string(let subject) = claim, isPlain(subject, atMost: 255) else {
            throw .malformedClaims
        }
        guard !subject.isEmpty else { throw .missingSubject }
        return subject
    }

    private func reach() throws(TokenRefusal) -> VerifiedToken.Reach {
        guard let claim = claims["scope"] else { return .user }
        guard case .string(let scopes) = claim, isPlain(scopes, atMost: 1_024) else {
            throw .malformedClaims
        }
        return .scopes(scopes)
    }

    private func isPlain(_ text: String, atMost limit: Int) -> Bool {
        text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }
}
