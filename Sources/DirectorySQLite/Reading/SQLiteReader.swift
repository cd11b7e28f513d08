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
    /// Whether the batch's snapshot could not be locked. SQLite tries for a fifth of a second (see
    /// `RawConnection.shortenPauses`): the calls of a batch wait for that once, not one after the
    /// other.
    private var isLockedOut = false

    /// Of a snapshot that was let go nothing is to be kept any more.
    var sequence: UInt64 { snapshot ?? 0 }

    init(
        database: DatabaseQueue, commits: CommitSequence, unsettled: UnsettledIndex,
        sealing: any EventSealing
    ) throws(StoreFailure) {
        connection = try RawConnection(database)
        self.commits = commits
        queries = try Queries(on: connection, sealing: sealing, unsettled: unsettled)
        begin = try PreparedStatement("BEGIN", on: connection)
        end = try PreparedStatement("COMMIT", on: connection)
    }

    func user(_ key: UserKey) throws(StoreFailure) -> User? {
        try inSnapshot { () throws(StoreFailure) in
            try queries.users.user(key)
        }
    }

    func holder(
        of number: PhoneNumber, preferring organizationID: String
    ) throws(StoreFailure) -> User? {
        try inSnapshot { () throws(StoreFailure) in
            try queries.users.holder(of: number, preferring: organizationID)
        }
    }

    func isMember(authyID: Int64, of organizationID: String) throws(StoreFailure) -> Bool {
        try inSnapshot { () throws(StoreFailure) in
            try queries.users.isMember(authyID: authyID, of: organizationID)
        }
    }

    func member(
        _ key: UserKey, of organizationID: String
    ) throws(StoreFailure) -> User? {
        try inSnapshot { () throws(StoreFailure) in
            try queries.members.member(key, of: organizationID)
        }
    }

    func lookUps(ofKey id: String) throws(StoreFailure) -> StoredLookUps {
        try inSnapshot { () throws(StoreFailure) in
            try queries.lookUps.lookUps(ofKey: id)
        }
    }

    func events(
        of uuid: UserUUID, afterVersion: Int64, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        try inSnapshot { () throws(StoreFailure) in
            try queries.events.events(of: uuid, afterVersion: afterVersion, limit: limit)
        }
    }

    func events(afterPosition: Int64, limit: Int) throws(StoreFailure) -> [RecordedEvent] {
        try inSnapshot { () throws(StoreFailure) in
            try queries.events.events(afterPosition: afterPosition, limit: limit)
        }
    }

    func users(
        afterAuthyID: Int64, limit: Int
    ) throws(StoreFailure) -> [ExportedUser] {
        try inSnapshot { () throws(StoreFailure) in
            try queries.exports.users(afterAuthyID: afterAuthyID, limit: limit)
        }
    }

    func organizations() throws(StoreFailure) -> [Organization] {
        try inSnapshot { () throws(StoreFailure) in
            try queries.organizations.organizations()
        }
    }

    func organization(id: String) throws(StoreFailure) -> Organization? {
        try inSnapshot { () throws(StoreFailure) in
            try queries.organizations.organization(id: id)
        }
    }

    func apiKeys(of organizationID: String) throws(StoreFailure) -> [APIKey] {
        try inSnapshot { () throws(StoreFailure) in
            try queries.organizations.keys(of: organizationID)
        }
    }

    func apiKey(id: String) throws(StoreFailure) -> APIKey? {
        try inSnapshot { () throws(StoreFailure) in
            try queries.organizations.key(id: id)
        }
    }

    func apiKey(digest: [UInt8]) throws(StoreFailure) -> APIKey? {
        try inSnapshot { () throws(StoreFailure) in
            try queries.organizations.key(digest: digest)
        }
    }

    func totals() throws(StoreFailure) -> StoreTotals {
        try inSnapshot { () throws(StoreFailure) in
            try queries.totals()
        }
    }

    func endBatch() {
        guard snapshot != nil else { return }
        snapshot = nil
        isLockedOut = false
        // Nothing was written, so there is nothing that could fail to be committed.
        try? end.run()
        queries.leaveSnapshot()
    }

    @inline(__always)
    private func inSnapshot<R>(
        _ read: () throws(StoreFailure) -> R
    ) throws(StoreFailure) -> R {
        try enterSnapshot()
        do {
            return try read()
        } catch {
            isLockedOut = connection.isLockedOut
            throw error
        }
    }

    @inline(__always)
    private func enterSnapshot() throws(StoreFailure) {
        let current = commits.current
        if snapshot == current {
            if isLockedOut { throw .unavailable }
            return
        }
        endBatch()
        // Takes no snapshot yet: the first read does, and so after the count was noted.
        if !connection.isInTransaction { try begin.run() }
        snapshot = current
        queries.enterSnapshot()
    }
}
