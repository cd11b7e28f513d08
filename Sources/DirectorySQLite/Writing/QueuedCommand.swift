import DirectoryDomain

/// A command on its way to the writer, with its type taken off.
struct QueuedCommand: Sendable {
    /// What came of a command that was executed.
    struct Settlement {
        /// nil when its changes are to be committed; else they are to be undone.
        let error: CommandError?
        /// Tells its caller. To be called once its changes are durable, or undone.
        let complete: () -> Void
    }

    let organizationID: String
    let actor: String
    let deadlineNanoseconds: UInt64?
    /// Runs it, on the writer's thread.
    let execute: @Sendable (SQLiteTransaction, CommandContext) -> Settlement
    /// Tells its caller that there is no outcome.
    let fail: @Sendable (CommandError) -> Void

    init<C: Command>(
        _ command: C, organizationID: String, actor: String, deadlineNanoseconds: UInt64?,
        completion: @escaping @Sendable (Result<C.Outcome, CommandError>) -> Void
    ) {
        self.organizationID = organizationID
        self.actor = actor
        self.deadlineNanoseconds = deadlineNanoseconds
        fail = { error in completion(.failure(error)) }
        execute = { transaction, context in
            do {
                let outcome = try command.execute(in: transaction, context: context)
                try transaction.finishCommand()
                return Settlement(error: nil) { completion(.success(outcome)) }
            } catch {
                let error = CommandError(thrownBy: error)
                return Settlement(error: error) { completion(.failure(error)) }
            }
        }
    }

    /// Whether it must not be started any more.
    func hasExpired(at nowNanoseconds: UInt64) -> Bool {
        deadlineNanoseconds.map { nowNanoseconds >= $0 } ?? false
    }
}
