/// An API key as it is kept: never the secret, only its digest.
package struct APIKey: Equatable, Sendable {
    /// The public part; may be logged.
    package var id: String
    package var organizationID: String
    package var scopes: Set<Scope>
    /// SHA-256 of the whole secret, 32 bytes.
    package var digest: [UInt8]
    package var createdAt: Timestamp
    /// nil = never.
    package var expiresAt: Timestamp?
    /// nil = live.
    package var revokedAt: Timestamp?
    /// To the minute; nil = never used.
    package var lastUsedAt: Timestamp?
    package var budget: LookUpBudget
    /// Its organization's, when the key was read; not written with the key.
    package var visibility = Visibility.shared

    package init(
        id: String, organizationID: String, scopes: Set<Scope>, digest: [UInt8],
        createdAt: Timestamp, expiresAt: Timestamp? = nil, revokedAt: Timestamp? = nil,
        lastUsedAt: Timestamp? = nil, budget: LookUpBudget = .unlimited
    ) {
        self.id = id
        self.organizationID = organizationID
        self.scopes = scopes
        self.digest = digest
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.lastUsedAt = lastUsedAt
        self.budget = budget
    }

    /// Whether it may be used at `now`.
    package func isLive(at now: Timestamp) -> Bool {
        revokedAt == nil && (expiresAt.map { now < $0 } ?? true)
    }
}
