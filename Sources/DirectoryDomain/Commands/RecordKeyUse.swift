/// Remembers that a key was used, to the minute: finer would tell too much and cost a write a call.
package struct RecordKeyUse: Command {
    package let id: String
    package let usedAt: Timestamp

    package init(id: String, usedAt: Timestamp) {
        self.id = id
        self.usedAt = usedAt
    }

    /// The minute that a moment belongs to.
    package static func minute(of moment: Timestamp) -> Timestamp {
        let milliseconds = moment.milliseconds
        let past = milliseconds % 60_000
        return Timestamp(milliseconds: milliseconds - (past < 0 ? past + 60_000 : past))
    }

    /// Whether there was anything to write. A key that is gone is nobody's loss.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Bool {
        // Comes by once a minute while anybody calls.
        try ForgetLookUps().execute(in: transaction, context: context)
        let minute = Self.minute(of: usedAt)
        guard var key = try transaction.apiKey(id: id),
            key.lastUsedAt.map({ $0 < minute }) ?? true
        else { return false }
        key.lastUsedAt = minute
        try transaction.update(key)
        return true
    }
}
