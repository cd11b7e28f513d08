import JWTKit

/// What a token says. Without a scope it is a user token: its subject is a user's uuid, and it
/// reaches that record only.
struct TokenClaims: JWTPayload {
    var sub: String
    var scope: String?
    var iss: String?
    var aud: String?
    /// Seconds since 1970, as is `exp`.
    var iat: Int64
    var exp: Int64

    /// Never called: we sign, the gateway verifies.
    func verify(using algorithm: some JWTAlgorithm) async throws {
        guard iat < exp else {
            throw JWTError.claimVerificationFailure(
                failedClaim: nil, reason: "expires before it was issued")
        }
    }
}
