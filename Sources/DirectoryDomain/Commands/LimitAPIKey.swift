/// Sets how much a key may look up, with effect on the next call.
package struct LimitAPIKey: Command {
    package let id: String
    package let budget: LookUpBudget

    package init(id: String, budget: LookUpBudget) {
        self.id = id
        self.budget = budget
    }

    /// Refuses: `invalid`, `notFound`.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> APIKey {
        try budget.check()
        guard var key = try transaction.apiKey(id: id) else { throw Refusal.notFound }
        key.budget = budget
        try transaction.update(key)
        return key
    }
}
