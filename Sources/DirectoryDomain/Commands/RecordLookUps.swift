/// Records what a key has looked up, before it is answered: the day's values by their keyed hashes,
/// requests by their number. With a new day all of the day before is forgotten.
package struct RecordLookUps: Command {
    package let keyID: String
    /// nil when no values are counted.
    package let day: StoredLookUps.Day?
    /// nil when no requests are.
    package let requests: StoredLookUps.Requests?

    package init(
        keyID: String, day: StoredLookUps.Day?, requests: StoredLookUps.Requests?
    ) {
        self.keyID = keyID
        self.day = day
        self.requests = requests
    }

    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws {
        if let day { try transaction.add(day, toLookUpsOf: keyID) }
        if let requests {
            let start = requests.at.adding(milliseconds: -LookUpUse.minuteMilliseconds)
            try transaction.add(requests, toLookUpsOf: keyID, forgettingUpTo: start)
        }
    }
}
