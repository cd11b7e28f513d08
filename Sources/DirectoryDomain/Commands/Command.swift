/// Something to be done to the directory, in one transaction.
///
/// A new command is a new file: a value that knows what it wants, and what to do in a transaction.
/// It runs on the writer's thread, may run only once, and must not call anything that waits.
package protocol Command: Sendable {
    associatedtype Outcome: Sendable
    /// Throws `Refusal` when the domain says no (the transaction's changes are then undone), and
    /// `StoreFailure` when the store can't.
    func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Outcome
}

/// What a command needs to know of its surroundings.
package struct CommandContext: Sendable {
    /// On whose behalf; empty for none.
    package var organizationID: String
    /// Key id, token subject or uid; never anything personal.
    package var actor: String
    /// The writer's time, the same for all commands of a transaction.
    package var now: Timestamp

    package init(organizationID: String, actor: String, now: Timestamp) {
        self.organizationID = organizationID
        self.actor = actor
        self.now = now
    }
}
