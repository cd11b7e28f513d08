import DirectoryDomain

/// Finds authy ids by key, without reading a user's row.
final class KeyQueries {
    private let settled: Statements
    private let unsettled: Statements
    private let glance: UnsettledGlance

    init(on connection: RawConnection, glance: UnsettledGlance) throws(StoreFailure) {
        settled = try Statements(.settled, on: connection)
        unsettled = try Statements(.unsettled, on: connection)
        self.glance = glance
    }

    /// nil for a uuid that nobody ever had.
    func authyID(of uuid: UserUUID) throws(StoreFailure) -> Int64? {
        let key = uuid.key
        if let id = try Self.id(settled.byUUID, key) { return id }
        return try candidate(Array(glance.candidates(key, .uuid)), unsettled.byUUID, key)
    }

    /// As `authyID(of:)`, with the same work for a uuid that somebody has and for one that nobody
    /// has.
    func authyIDEvenly(of uuid: UserUUID) throws(StoreFailure) -> Int64? {
        try evenly(uuid.key, .uuid, settled.byUUID, unsettled.byUUID)
    }

    /// With the same work for every address.
    func authyIDEvenly(of email: EmailAddress) throws(StoreFailure) -> Int64? {
        try evenly(email.key, .email, settled.byEmail, unsettled.byEmail)
    }

    /// All that have the number, the latest to have set it first; while any keys are unsettled, up
    /// to `atLeast` of them are the same work as none.
    func holders(ofPhoneKey key: String, atLeast count: Int) throws(StoreFailure) -> [Int64] {
        var holders = try Self.holders(settled.byPhoneKey, key)
        guard glance.mayHoldUnsettled else { return holders.map(\.authyID) }
        for candidate in candidatesEvenly(key, .phone, atLeast: count) {
            unsettled.byPhoneKey.bind(candidate.authyID, at: 3)
            unsettled.byPhoneKey.bind(candidate.position, at: 4)
            holders += try Self.holders(unsettled.byPhoneKey, key)
        }
        holders.sort { $0.position > $1.position }
        // Settled by now, or an entry that is there twice.
        var last: Int64?
        return holders.compactMap { holder in
            defer { last = holder.position }
            return holder.position == last ? nil : holder.authyID
        }
    }

    private func evenly(
        _ key: String, _ kind: KeyKind, _ settled: PreparedStatement,
        _ unsettled: PreparedStatement
    ) throws(StoreFailure) -> Int64? {
        let id = try Self.id(settled, key)
        guard glance.mayHoldUnsettled else { return id }
        let other = try candidate(candidatesEvenly(key, kind, atLeast: 1), unsettled, key)
        return id ?? other
    }

    /// The first of some whose row has the key.
    private func candidate(
        _ candidates: [UnsettledCandidate], _ statement: PreparedStatement, _ key: String
    ) throws(StoreFailure) -> Int64? {
        for candidate in candidates {
            statement.bind(candidate.authyID, at: 3)
            if let id = try Self.id(statement, key) { return id }
        }
        return nil
    }

    /// Whom a key may lead to, filled up with somebody whose row says that it is not theirs.
    private func candidatesEvenly(
        _ key: String, _ kind: KeyKind, atLeast count: Int
    ) -> [UnsettledCandidate] {
        var candidates = Array(glance.candidates(key, kind))
        while candidates.count < count { candidates.append(glance.anybody(kind)) }
        return candidates
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
