import DirectoryDomain

/// What a command reads, its own changes and those of the batch before it among them.
extension SQLiteTransaction {
    func holder(
        of number: PhoneNumber, preferring organizationID: String
    ) throws(StoreFailure) -> User? {
        try queries.users.holder(of: number, preferring: organizationID)
    }

    func isMember(authyID: Int64, of organizationID: String) throws(StoreFailure) -> Bool {
        try queries.users.isMember(authyID: authyID, of: organizationID)
    }

    func member(
        _ key: UserKey, of organizationID: String
    ) throws(StoreFailure) -> User? {
        try queries.members.member(key, of: organizationID)
    }

    func lookUps(ofKey id: String) throws(StoreFailure) -> StoredLookUps {
        try queries.lookUps.lookUps(ofKey: id)
    }

    func events(
        of uuid: UserUUID, afterVersion: Int64, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        try saveTail()
        return try queries.events.events(of: uuid, afterVersion: afterVersion, limit: limit)
    }

    func events(afterPosition: Int64, limit: Int) throws(StoreFailure) -> [RecordedEvent] {
        try queries.events.events(afterPosition: afterPosition, limit: limit)
    }

    func users(
        afterAuthyID: Int64, limit: Int
    ) throws(StoreFailure) -> [ExportedUser] {
        try queries.exports.users(afterAuthyID: afterAuthyID, limit: limit)
    }

    func organizations() throws(StoreFailure) -> [Organization] {
        try queries.organizations.organizations()
    }

    func organization(id: String) throws(StoreFailure) -> Organization? {
        try queries.organizations.organization(id: id)
    }

    func apiKeys(of organizationID: String) throws(StoreFailure) -> [APIKey] {
        try queries.organizations.keys(of: organizationID)
    }

    func apiKey(id: String) throws(StoreFailure) -> APIKey? {
        try queries.organizations.key(id: id)
    }

    func apiKey(digest: [UInt8]) throws(StoreFailure) -> APIKey? {
        try queries.organizations.key(digest: digest)
    }

    func totals() throws(StoreFailure) -> StoreTotals {
        StoreTotals(users: state.users, lastPosition: state.head.position)
    }

    /// What is not committed is nobody's to keep.
    var sequence: UInt64 { 0 }

    /// The writer ends its transaction, not the command.
    func endBatch() {}
}
