/// Gives a user's number away in full, three times in 30 days at most. The event is the count: it
/// is appended before there is an answer, so four callers at once get exactly three numbers.
///
/// It raises the user's version, and not `updatedAt`: the record is as it was.
package struct ExportPhoneNumber: Command {
    package struct Outcome: Equatable, Sendable {
        package let number: PhoneNumber.National
        /// Last update of the user.
        package let updatedAt: Timestamp
    }

    package let authyID: Int64

    package init(authyID: Int64) { self.authyID = authyID }

    /// Refuses, in this order: `notFound` (nobody has the id, erased, or no number),
    /// `numberNotExportable`, `exportQuotaSpent`.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Outcome {
        guard authyID > 0, var user = try transaction.user(.authyID(authyID))
        else { throw Refusal.notFound }
        var aggregate = try UserAggregate.load(user, in: transaction)
        let earlier = try transaction.exportTimes(
            of: user.uuid, since: ExportQuota.start(at: context.now))
        let events = try aggregate.decide(
            .exportPhoneNumber(present: user.phoneNumber, earlier: earlier), at: context.now)
        guard let number = user.phoneNumber?.national else { throw Refusal.numberNotExportable }
        for event in events {
            _ = try aggregate.record(event, in: transaction, context: context)
        }
        user.version = aggregate.version
        try transaction.update(user, phoneNumberPosition: nil)
        return Outcome(number: number, updatedAt: user.updatedAt)
    }
}
