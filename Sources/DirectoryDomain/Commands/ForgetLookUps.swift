/// Forgets the days of look-ups that are over, of all keys: hashes, and the secrets that they are
/// keyed with.
package struct ForgetLookUps: Command {
    package init() {}

    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws {
        try transaction.forgetLookUps(
            startedUpTo: context.now.adding(milliseconds: -LookUpUse.dayMilliseconds))
    }
}
