import DirectoryDomain

/// What is written to the tables of keys, compiled once.
final class KeyWrites {
    /// By kind, as all others.
    private let inserts: [PreparedStatement]
    private let rows: [PreparedStatement]
    private let removals: [PreparedStatement]
    private let keys: [PreparedStatement]
    private let holders: [PreparedStatement]
    private let searches: [PreparedStatement]
    private let unsettledSearches: [PreparedStatement]
    private let known: KnownKeys
    private let unsettled: UnsettledIndex
    private let glance: UnsettledGlance
    /// Users whose keys may be others, or none, by the time they get their rows.
    private var changed: Set<Int64> = []

    /// - Parameter users: about how many there are.
    init(
        users: Int64, unsettled: UnsettledIndex, on connection: RawConnection
    ) throws(StoreFailure) {
        func compiled(
            _ sql: (KeyKind) -> String
        ) throws(StoreFailure) -> [PreparedStatement] {
            var statements: [PreparedStatement] = []
            for kind in KeyKind.allCases {
                statements.append(try PreparedStatement(sql(kind), on: connection))
            }
            return statements
        }
        inserts = try compiled(KeyWriteSQL.insert)
        rows = try compiled(KeyWriteSQL.row)
        removals = try compiled(KeyWriteSQL.remove)
        keys = try compiled(KeyWriteSQL.key)
        holders = try compiled(KeyWriteSQL.isHolder)
        searches = try compiled { KeySQL.authyID($0, .settled) }
        unsettledSearches = try compiled { KeySQL.authyID($0, .unsettled) }
        known = try KnownKeys(users: users, on: connection)
        self.unsettled = unsettled
        glance = UnsettledGlance(unsettled)
    }

    /// Whether somebody has a key that only one user may have, settled or not.
    func isTaken(_ key: String, _ kind: KeyKind) throws(StoreFailure) -> Bool {
        guard known.mayHold(KeyHash(key, kind)) else { return false }
        if try isFound(key, by: searches[kind.rawValue]) { return true }
        let search = unsettledSearches[kind.rawValue]
        for candidate in candidates(key, kind) {
            search.bind(candidate.authyID, at: 3)
            if try isFound(key, by: search) { return true }
        }
        return false
    }

    /// For every user of an import, so that less and less has to be looked up.
    func learn() throws(StoreFailure) { try known.learn() }

    /// - Parameter position: of the event that set a number.
    func insert(
        _ key: String, position: Int64? = nil, authyID: Int64, _ kind: KeyKind
    ) throws(StoreFailure) {
        let statement = inserts[kind.rawValue]
        statement.bind(key, at: 1)
        bind(position, authyID, to: statement)
        // Whoever inserts has looked first.
        guard try statement.insert() == .done else { throw .corrupt }
        if kind != .phone { known.add(KeyHash(key, kind)) }
    }

    /// Lets the key be found before it has its row.
    func announce(_ key: String, _ kind: KeyKind, _ candidate: UnsettledCandidate) {
        let hash = KeyHash(key, kind)
        unsettled.newest.add(hash, kind, candidate)
        if kind != .phone { known.add(hash) }
    }

    /// Removes the key that the user's row names, before the row changes or goes.
    func remove(_ kind: KeyKind, ofAuthyID id: Int64) throws(StoreFailure) {
        try noteChange(kind, ofAuthyID: id)
        let removal = removals[kind.rawValue]
        removal.bind(id, at: 1)
        try removal.run()
    }

    /// Gives the next unsettled keys their rows, so many at the most.
    func settle(
        _ kind: KeyKind, atMost limit: Int, in unsettled: inout UnsettledKeys
    ) throws(StoreFailure) {
        let insert = inserts[kind.rawValue]
        for _ in 0..<limit {
            guard let (run, index) = unsettled[kind].next() else { return }
            if kind != .uuid, changed.contains(run.authyID(at: index)),
                try !isFound(run, index, by: holders[kind.rawValue])
            {
                continue
            }
            bind(run, index, to: insert)
            if try insert.insert() == .done { continue }
            // A daemon that was killed had got so far with it.
            guard try isFound(run, index, by: rows[kind.rawValue]) else { throw .corrupt }
        }
    }

    /// After a commit that has left none unsettled.
    func forgetChanges() { changed.removeAll() }

    /// A key that is unsettled is not to get its row any more.
    private func noteChange(_ kind: KeyKind, ofAuthyID id: Int64) throws(StoreFailure) {
        guard unsettled.oldest.count > 0 else { return }
        let key = keys[kind.rawValue]
        key.bind(id, at: 1)
        defer { key.reset() }
        guard try key.step(), !key.isNull(0) else { return }
        let isUnsettled = candidates(key.text(0), kind).contains { $0.authyID == id }
        if isUnsettled { changed.insert(id) }
    }

    private func candidates(_ key: String, _ kind: KeyKind) -> [UnsettledCandidate] {
        glance.enterSnapshot()
        defer { glance.leaveSnapshot() }
        return glance.candidates(key, kind)
    }

    private func isFound(
        _ key: String, by search: PreparedStatement
    ) throws(StoreFailure) -> Bool {
        search.bind(key, at: 1)
        defer { search.reset() }
        return try search.step()
    }

    private func isFound(
        _ run: KeyRun, _ index: Int, by search: PreparedStatement
    ) throws(StoreFailure) -> Bool {
        bind(run, index, to: search)
        defer { search.reset() }
        return try search.step()
    }

    private func bind(_ run: KeyRun, _ index: Int, to statement: PreparedStatement) {
        let bytes = run.bytes
        statement.bind(utf8: bytes.span.extracting(run.range(at: index)), at: 1)
        bind(run.position(at: index), run.authyID(at: index), to: statement)
    }

    private func bind(
        _ position: Int64?, _ authyID: Int64, to statement: PreparedStatement
    ) {
        statement.bind(authyID, at: 2)
        if let position { statement.bind(position, at: 3) }
    }
}
