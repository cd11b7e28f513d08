import DirectoryDomain

/// What is written to the tables of keys, compiled once.
final class KeyWrites {
    /// By kind.
    private let inserts: [PreparedStatement]
    private let rows: [PreparedStatement]
    private let searches: [UniqueKeySearch]
    private let known: KnownKeys
    private let unsettled: UnsettledIndex
    let changes: KeyChanges

    /// - Parameter users: about how many there are.
    init(
        users: Int64, unsettled: UnsettledIndex, on connection: RawConnection
    ) throws(StoreFailure) {
        var (inserts, rows): ([PreparedStatement], [PreparedStatement]) = ([], [])
        for kind in KeyKind.allCases {
            inserts.append(try PreparedStatement(KeyWriteSQL.insert(kind), on: connection))
            rows.append(try PreparedStatement(KeyWriteSQL.row(kind), on: connection))
        }
        self.inserts = inserts
        self.rows = rows
        searches = [
            try UniqueKeySearch(.uuid, unsettled, on: connection),
            try UniqueKeySearch(.email, unsettled, on: connection),
        ]
        known = try KnownKeys(users: users, on: connection)
        changes = try KeyChanges(unsettled, on: connection)
        self.unsettled = unsettled
    }

    /// Whether somebody has a key that only one user may have, settled or not.
    func isTaken(_ key: String, _ kind: KeyKind) throws(StoreFailure) -> Bool {
        guard known.mayHold(KeyHash(key, kind)) else { return false }
        return try searches[kind.rawValue].isTaken(key)
    }

    /// For every user of an import, so that less and less has to be looked up.
    func learn() throws(StoreFailure) { try known.learn() }

    /// - Parameter position: of the event that set a number.
    func insert(
        _ key: String, position: Int64? = nil, authyID: Int64, _ kind: KeyKind
    ) throws(StoreFailure) {
        let statement = inserts[kind.rawValue]
        statement.bind(key, at: 1)
        statement.bind(authyID, at: 2)
        if let position { statement.bind(position, at: 3) }
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

    /// Gives the next unsettled keys their rows, so many at the most.
    func settle(
        _ kind: KeyKind, atMost limit: Int, in unsettled: inout UnsettledKeys
    ) throws(StoreFailure) {
        let insert = inserts[kind.rawValue]
        for _ in 0..<limit {
            guard let (run, index) = unsettled[kind].next() else { return }
            if let erasable = ErasableKeyKind(kind),
                try changes.isGone(run, index, erasable)
            {
                continue
            }
            run.bind(index, to: insert)
            if try insert.insert() == .done { continue }
            // A daemon that was killed had got so far with it.
            let row = rows[kind.rawValue]
            run.bind(index, to: row)
            defer { row.reset() }
            guard try row.step() else { throw .corrupt }
        }
    }
}
