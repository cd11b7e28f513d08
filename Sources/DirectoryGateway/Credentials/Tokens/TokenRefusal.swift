/// Why a bearer token does not count. The caller is told 401 whichever it is.
package enum TokenRefusal: Error, Equatable, CaseIterable, Sendable {
    case tooLarge
    /// Not three parts between dots, or a part that is not base64url.
    case malformed
    /// The header is not a JSON object of distinct members.
    case malformedHeader
    /// `crit` names extensions, of which none is understood here (RFC 7515, section 4.1.11).
    case criticalExtension
    /// No `alg`, or `none`.
    case unsigned
    case missingKeyID
    case unknownKeyID
    /// `alg` is not the key's own.
    case algorithmMismatch
    case badSignature
    /// The claims are not a JSON object of distinct members, or one is of the wrong type.
    case malformedClaims
    case missingExpiry
    case expired
    case notYetValid
    case wrongIssuer
    case wrongAudience
    case missingSubject
}
