import DirectoryDomain

/// A command made up by a test: to look at a transaction from inside, or to plant trouble.
package struct PlantedCommand<Outcome: Sendable>: Command {
    private let body: @Sendable (any DirectoryTransaction, CommandContext) throws -> Outcome

    package init(
        _ body: @escaping @Sendable (any DirectoryTransaction, CommandContext) throws -> Outcome
    ) {
        self.body = body
    }

    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Outcome {
        do {
            return try body(transaction, context)
        } catch let unmet as Unmet {
            // A store lets nothing else through.
            throw Refusal.invalid(field: "rule", reason: unmet.description)
        }
    }
}
