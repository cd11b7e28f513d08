/// Forgets a person: address, number and memberships go, and the address is free again. The uuid
/// and the authy id stay taken for ever, and so does the log, which never held anything personal.
package struct EraseUser: Command {
    package struct Outcome: Equatable, Sendable {
        /// Of the aggregate, after the erasure.
        package let version: Int64

        package init(version: Int64) { self.version = version }
    }

    package let uuid: UserUUID

    package init(uuid: UserUUID) { self.uuid = uuid }

    /// Refuses: `notFound`, also when it was erased before.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Outcome {
        guard var user = try transaction.user(.uuid(uuid)) else { throw Refusal.notFound }
        var aggregate = try UserAggregate.load(user, in: transaction)
        for event in try aggregate.decide(.erase, at: context.now) {
            _ = try aggregate.record(event, in: transaction, context: context)
        }
        user.email = ""
        user.phoneNumber = nil
        user.isErased = true
        user.version = aggregate.version
        user.updatedAt = aggregate.updatedAt
        try transaction.update(user, phoneNumberPosition: nil)
        return Outcome(version: user.version)
    }
}
