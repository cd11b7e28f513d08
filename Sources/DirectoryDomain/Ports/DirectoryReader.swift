/// Reads what is committed. One thread at a time; each worker has its own.
///
/// A reader may keep a snapshot from one call to the next until `endBatch()`, but never one older
/// than the last write that was acknowledged: read-your-writes holds over all readers.
package protocol DirectoryReader: AnyObject {
    /// How many commits there were before what was read last was looked at, or fewer: it holds
    /// every change of theirs. For whoever keeps what was read; see `HotRecords`.
    var sequence: UInt64 { get }
    /// nil when nobody has it. An erased user is found by uuid and authy id only, and then says
    /// `isErased`.
    func user(_ key: UserKey) throws(StoreFailure) -> User?
    /// The holder that check-user means: one in the organization first, else the latest to have
    /// set it. With a canonical form it matches canonically, else exactly.
    func holder(
        of number: PhoneNumber, preferring organizationID: String
    ) throws(StoreFailure) -> User?
    func isMember(authyID: Int64, of organizationID: String) throws(StoreFailure) -> Bool
    /// As `user`, among an organization's members alone, erased users never: a holder of a number
    /// who is no member hides none who is. Takes the same steps for who is no member as for nobody.
    func member(_ key: UserKey, of organizationID: String) throws(StoreFailure) -> User?
    /// A user's events after a version, by version; at most `limit`.
    func events(
        of uuid: UserUUID, afterVersion: Int64, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent]
    /// The log after a position, by position; at most `limit`.
    func events(afterPosition: Int64, limit: Int) throws(StoreFailure) -> [RecordedEvent]
    /// Living users with a higher authy id, by authy id; at most `limit`.
    func users(afterAuthyID: Int64, limit: Int) throws(StoreFailure) -> [ExportedUser]
    /// By creation, the oldest first.
    func organizations() throws(StoreFailure) -> [Organization]
    func organization(id: String) throws(StoreFailure) -> Organization?
    /// By creation, the oldest first; of all organizations for the empty id.
    func apiKeys(of organizationID: String) throws(StoreFailure) -> [APIKey]
    func apiKey(id: String) throws(StoreFailure) -> APIKey?
    func apiKey(digest: [UInt8]) throws(StoreFailure) -> APIKey?
    /// What is recorded of a key's look-ups; see `LookUpUse`.
    func lookUps(ofKey id: String) throws(StoreFailure) -> StoredLookUps
    func totals() throws(StoreFailure) -> StoreTotals
    /// Lets go of the snapshot.
    func endBatch()
}

package struct StoreTotals: Equatable, Sendable {
    /// Users that are not erased.
    package var users: Int64
    package var lastPosition: Int64

    package init(users: Int64, lastPosition: Int64) {
        self.users = users
        self.lastPosition = lastPosition
    }
}
