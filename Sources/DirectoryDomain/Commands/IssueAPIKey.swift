/// Makes an API key known. The secret never comes here, only its digest.
package struct IssueAPIKey: Command {
    package let id: String
    package let organizationID: String
    /// Empty = `Scope.standard`.
    package let scopes: Set<Scope>
    /// SHA-256 of the whole secret, 32 bytes.
    package let digest: [UInt8]
    /// nil = never.
    package let expiresAt: Timestamp?
    package let budget: LookUpBudget

    package init(
        id: String, organizationID: String, scopes: Set<Scope>, digest: [UInt8],
        expiresAt: Timestamp? = nil, budget: LookUpBudget = .unlimited
    ) {
        precondition(digest.count == 32)
        self.id = id
        self.organizationID = organizationID
        self.scopes = scopes
        self.digest = digest
        self.expiresAt = expiresAt
        self.budget = budget
    }

    /// Refuses, in this order: `invalid` (the budget), `notFound` (the organization), `invalid`
    /// (expires_at),
    /// `alreadyExists`: a secret belongs to one key for ever, also once that is revoked.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> APIKey {
        try budget.check()
        guard let organization = try transaction.organization(id: organizationID)
        else { throw Refusal.notFound }
        if let expiresAt, expiresAt <= context.now {
            throw Refusal.invalid(field: "expires_at", reason: "must be in the future")
        }
        guard try transaction.apiKey(digest: digest) == nil, try transaction.apiKey(id: id) == nil
        else { throw Refusal.alreadyExists(what: "a key with this secret") }
        var key = APIKey(
            id: id, organizationID: organizationID,
            scopes: scopes.isEmpty ? Scope.standard : scopes,
            digest: digest, createdAt: context.now, expiresAt: expiresAt, budget: budget)
        key.visibility = organization.visibility
        try transaction.insert(key)
        return key
    }
}
