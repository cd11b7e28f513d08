import DirectoryDomain

/// Finds authy ids by key, without reading a user's row.
final class KeyQueries {
    private let settled: Statements
    private let staged: Statements
    private let staging: StagingGlance

    init(on connection: RawConnection, staging: StagingGlance) throws(StoreFailure) {
        settled = try Statements(.settled, on: connection)
        staged = try Statements(.staged, on: connection)
        self.staging = staging
    }

    /// nil for a uuid that nobody ever had.
    func authyID(of uuid: UserUUID) throws(StoreFailure) -> Int64? {
        let key = uuid.key
        if let id = try Self.id(settled.byUUID, key) { return id }
        return staging.mayHoldStaged ? try Self.id(staged.byUUID, key) : nil
    }

    /// As `authyID(of:)`, with the same work for a uuid that somebody has and for one that nobody
    /// has.
    func authyIDEvenly(of uuid: UserUUID) throws(StoreFailure) -> Int64? {
        try evenly(uuid.key, settled.byUUID, staged.byUUID)
    }

    /// With the same work for every address.
    func authyIDEvenly(of email: EmailAddress) throws(StoreFailure) -> Int64? {
        try evenly(email.key, settled.byEmail, staged.byEmail)
    }

    /// All that have the number, the latest to have set it first.
    func holders(ofPhoneKey key: String) throws(StoreFailure) -> [Int64] {
        var holders = try Self.holders(settled.byPhoneKey, key)
        if staging.mayHoldStaged {
            holders += try Self.holders(staged.byPhoneKey, key)
            holders.sort { $0.position > $1.position }
        }
        return holders.map(\.authyID)
    }

    private func evenly(
        _ key: String, _ settled: PreparedStatement, _ staged: PreparedStatement
    ) throws(StoreFailure) -> Int64? {
        let id = try Self.id(settled, key)
        guard staging.mayHoldStaged else { return id }
        let other = try Self.id(staged, key)
        return id ?? other
    }

    private static func id(
        _ statement: PreparedStatement, _ key: String
    ) throws(StoreFailure) -> Int64? {
        statement.bind(key, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.int64(0) : nil
    }

    private static func holders(
        _ statement: PreparedStatement, _ key: String
    ) throws(StoreFailure) -> [(authyID: Int64, position: Int64)] {
        statement.bind(key, at: 1)
        defer { statement.reset() }
        var holders: [(authyID: Int64, position: Int64)] = []
        while try statement.step() {
            holders.append((authyID: statement.int64(0), position: statement.int64(1)))
        }
        return holders
    }

    private struct Statements {
        let byUUID: PreparedStatement
        let byEmail: PreparedStatement
        let byPhoneKey: PreparedStatement

        init(_ source: KeySQL.Source, on connection: RawConnection) throws(StoreFailure) {
            byUUID = try PreparedStatement(KeySQL.authyID(.uuid, source), on: connection)
            byEmail = try PreparedStatement(KeySQL.authyID(.email, source), on: connection)
            byPhoneKey = try PreparedStatement(
                "\(KeySQL.holders(source)) ORDER BY position DESC", on: connection)
        }
    }
}
