/// Ends a key, with effect on the next call. A key that was revoked before stays as it is.
package struct RevokeAPIKey: Command {
    package let id: String

    package init(id: String) { self.id = id }

    /// Refuses: `notFound`.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> APIKey {
        guard var key = try transaction.apiKey(id: id) else { throw Refusal.notFound }
        if key.revokedAt == nil {
            key.revokedAt = context.now
            try transaction.update(key)
        }
        return key
    }
}
