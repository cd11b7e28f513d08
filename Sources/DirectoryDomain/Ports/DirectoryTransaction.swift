/// The inside of one write: reads see what it has written.
package protocol DirectoryTransaction: DirectoryReader {
    /// Claims uuid and address and makes the record, with the next authy id and version 1. The
    /// caller has looked that both are free; a store refuses a second claim all the same.
    func insertUser(
        uuid: UserUUID, email: EmailAddress, at now: Timestamp
    ) throws -> User
    /// Claims uuid, address and, unless it is 0, authy id of a user who was somewhere else before,
    /// makes the record, and appends its events at their own times, as many as its version says.
    /// Gives the authy id, and nil when somebody has one of the three: then nothing was written.
    func importUser(
        _ user: User, history: [DatedEvent], context: CommandContext
    ) throws -> Int64?
    /// Writes the read model and personal data of an existing user: number, `updatedAt`, version,
    /// erasure. Erasing drops the address's claim, all personal data and all memberships; the uuid
    /// stays claimed.
    /// `phoneNumberPosition` is the log position that set the number, nil to leave it as it is.
    func update(_ user: User, phoneNumberPosition: Int64?) throws
    /// Appends one event to the log and the chain, at the context's time; gives its place.
    /// `version` must follow the aggregate's last.
    func append(
        _ event: UserEvent, to uuid: UserUUID, version: Int64, context: CommandContext
    ) throws -> RecordedEvent
    /// When the user's number was exported, later than `since` (not at it), the oldest first.
    func exportTimes(of uuid: UserUUID, since: Timestamp) throws -> [Timestamp]
    func insert(_ organization: Organization) throws
    /// Writes `visibility` of an existing organization.
    func update(_ organization: Organization) throws
    func setMembership(authyID: Int64, organizationID: String, member: Bool) throws
    func insert(_ key: APIKey) throws
    /// Writes `revokedAt`, `lastUsedAt` and `budget` of an existing key.
    func update(_ key: APIKey) throws
    /// Adds hashes to an existing key's day, which begins when its secret is another than before:
    /// then the hashes of the day before go.
    func add(_ day: StoredLookUps.Day, toLookUpsOf keyID: String) throws
    /// Adds requests to an existing key's, and forgets those that were used at a time or before:
    /// all that were recorded before the last that were recorded ahead by then.
    func add(
        _ requests: StoredLookUps.Requests, toLookUpsOf keyID: String,
        forgettingUpTo time: Timestamp
    ) throws
    /// Forgets the days of all keys that began at a time or before.
    func forgetLookUps(startedUpTo time: Timestamp) throws
}
