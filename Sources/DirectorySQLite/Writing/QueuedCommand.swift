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

    let origin: CommandOrigin
    /// Runs it, on the writer's thread.
    let execute: @Sendable (SQLiteTransaction, CommandContext) -> Settlement
    /// Tells its caller that there is no outcome.
    let fail: @Sendable (CommandError) -> Void

    init<C: Command>(
        _ command: C, from origin: CommandOrigin,
        completion: @escaping @Sendable (Result<C.Outcome, CommandError>) -> Void
    ) {
        self.origin = origin
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
}
