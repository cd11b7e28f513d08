extension UserAggregate {
    /// The aggregate of a user that a transaction has read.
    static func load(
        _ user: User, in transaction: any DirectoryTransaction
    ) throws -> UserAggregate {
        let exports = try transaction.exportTimes(of: user.uuid, since: user.updatedAt)
        return UserAggregate(user, lastEventAt: exports.last ?? user.updatedAt)
    }

    /// Appends what was decided, and takes it in.
    mutating func record(
        _ event: UserEvent, in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> RecordedEvent {
        var context = context
        context.now = moment(at: context.now)
        let recorded = try transaction.append(
            event, to: uuid, version: version + 1, context: context)
        apply(event, at: recorded.time)
        return recorded
    }
}
