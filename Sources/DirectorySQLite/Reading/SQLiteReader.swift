import DirectoryDomain
import GRDB

/// A worker's own view of the store: its own connection, and one read transaction for a whole
/// batch of calls.
///
/// **Read-your-writes.** The writer counts a commit after COMMIT has returned and before anybody
/// hears of it. A snapshot notes the count from *before* it was taken, so it holds at least what
/// the count says. Before each read the two are compared: equal, and whatever was acknowledged to
/// anybody is in the snapshot; not equal, and a new one is taken. So a read never misses a write
/// that was acknowledged before the read began, whoever acknowledged it to whom, and no clock or
/// lock is asked.
final class SQLiteReader: DirectoryReader {
    private let connection: RawConnection
    private let commits: CommitSequence
    private let queries: Queries
    private let begin: PreparedStatement
    private let end: PreparedStatement
    /// The count at the snapshot's begin; nil without one.
    private var snapshot: UInt64?

    /// Of a snapshot that was let go nothing is to be kept any more.
    var sequence: UInt64 { snapshot ?? 0 }

    init(
        database: DatabaseQueue, commits: CommitSequence, sealing: any EventSealing
    ) throws(StoreFailure) {
        connection = try RawConnection(database)
        self.commits = commits
        queries = try Queries(on: connection, sealing: sealing, commits: commits)
        begin = try PreparedStatement("BEGIN", on: connection)
        end = try PreparedStatement("COMMIT", on: connection)
    }

    func user(_ key: UserKey) throws(StoreFailure) -> User? {
        try enterSnapshot()
        return try queries.users.user(key)
    }

    func holder(
        of number: PhoneNumber, preferring organizationID: String
    ) throws(StoreFailure) -> User? {
        try enterSnapshot()
        return try queries.users.holder(of: number, preferring: organizationID)
    }

    func isMember(authyID: Int64, of organizationID: String) throws(StoreFailure) -> Bool {
        try enterSnapshot()
        return try queries.users.isMember(authyID: authyID, of: organizationID)
    }

    func member(
        _ key: UserKey, of organizationID: String
    ) throws(StoreFailure) -> User? {
        try enterSnapshot()
        return try queries.members.member(key, of: organizationID)
    }

    func lookUps(ofKey id: String) throws(StoreFailure) -> StoredLookUps {
        try enterSnapshot()
        return try queries.lookUps.lookUps(ofKey: id)
    }

    func events(
        of uuid: UserUUID, afterVersion: Int64, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        try enterSnapshot()
        return try queries.events.events(of: uuid, afterVersion: afterVersion, limit: limit)
    }

    func events(afterPosition: Int64, limit: Int) throws(StoreFailure) -> [RecordedEvent] {
        try enterSnapshot()
        return try queries.events.events(afterPosition: afterPosition, limit: limit)
    }

    func users(
        afterAuthyID: Int64, limit: Int
    ) throws(StoreFailure) -> [ExportedUser] {
        try enterSnapshot()
        return try queries.exports.users(afterAuthyID: afterAuthyID, limit: limit)
    }

    func organizations() throws(StoreFailure) -> [Organization] {
        try enterSnapshot()
        return try queries.organizations.organizations()
    }

    func organization(id: String) throws(StoreFailure) -> Organization? {
        try enterSnapshot()
        return try queries.organizations.organization(id: id)
    }

    func apiKeys(of organizationID: String) throws(StoreFailure) -> [APIKey] {
        try enterSnapshot()
        return try queries.organizations.keys(of: organizationID)
    }

    func apiKey(id: String) throws(StoreFailure) -> APIKey? {
        try enterSnapshot()
        return try queries.organizations.key(id: id)
    }

    func apiKey(digest: [UInt8]) throws(StoreFailure) -> APIKey? {
        try enterSnapshot()
        return try queries.organizations.key(digest: digest)
    }

    func totals() throws(StoreFailure) -> StoreTotals {
        try enterSnapshot()
        return try queries.totals()
    }

    func endBatch() {
        guard snapshot != nil else { return }
        snapshot = nil
        // Nothing was written, so there is nothing that could fail to be committed.
        try? end.run()
    }

    @inline(__always)
    private func enterSnapshot() throws(StoreFailure) {
        let current = commits.current
        if snapshot == current { return }
        endBatch()
        // Takes no snapshot yet: the first read does, and so after the count was noted.
        if !connection.isInTransaction { try begin.run() }
        snapshot = current
        queries.enterSnapshot()
    }
}
