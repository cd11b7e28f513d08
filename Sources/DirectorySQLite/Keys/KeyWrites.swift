import DirectoryDomain

/// What is written to the tables of keys, compiled once.
final class KeyWrites {
    /// By kind.
    private let inserts: [PreparedStatement]
    private let stagings: [PreparedStatement]
    private let searches: [PreparedStatement]
    /// By kind, and by level.
    private let removals: [[PreparedStatement]]
    private let moves: [[KeyMove?]]
    private let known: KnownKeys

    /// - Parameter users: about how many there are.
    init(users: Int64, on connection: RawConnection) throws(StoreFailure) {
        known = try KnownKeys(users: users, on: connection)
        inserts = try Self.perKind { kind throws(StoreFailure) in
            try PreparedStatement(KeyWriteSQL.insert(kind, .settled), on: connection)
        }
        stagings = try Self.perKind { kind throws(StoreFailure) in
            try PreparedStatement(KeyWriteSQL.insert(kind, .newest), on: connection)
        }
        searches = try Self.perKind { kind throws(StoreFailure) in
            try PreparedStatement(KeySQL.authyID(kind, .all), on: connection)
        }
        removals = try Self.perKind { kind throws(StoreFailure) in
            var statements: [PreparedStatement] = []
            for level in KeyLevel.allCases {
                statements.append(
                    try PreparedStatement(KeyWriteSQL.remove(kind, level), on: connection))
            }
            return statements
        }
        moves = try Self.perKind { kind throws(StoreFailure) in
            var moves: [KeyMove?] = []
            for level in KeyLevel.allCases {
                moves.append(level == .settled ? nil : try KeyMove(kind, level, on: connection))
            }
            return moves
        }
    }

    /// What is not settled in the file.
    func staged(on connection: RawConnection) throws(StoreFailure) -> StagedKeys {
        var staged = StagedKeys()
        for kind in KeyKind.allCases {
            for level in KeyLevel.staged {
                let count = try PreparedStatement(
                    "SELECT count(*) FROM \(kind.table(level))", on: connection)
                defer { count.reset() }
                if try count.step() { staged[kind, level] = count.int64(0) }
            }
        }
        return staged
    }

    /// Whether somebody has a key that only one user may have, in whatever level.
    func isTaken(_ key: String, _ kind: KeyKind) throws(StoreFailure) -> Bool {
        guard known.mayHold(key, kind) else { return false }
        let search = searches[kind.rawValue]
        search.bind(key, at: 1)
        defer { search.reset() }
        return try search.step()
    }

    /// For every user of an import, so that less and less has to be looked up.
    func learn() throws(StoreFailure) { try known.learn() }

    /// - Parameter position: of the event that set a number.
    func insert(
        _ key: String, position: Int64? = nil, authyID: Int64, _ kind: KeyKind
    ) throws(StoreFailure) {
        try insert(inserts[kind.rawValue], key, position, authyID, kind)
    }

    /// As `insert`, into the newest level.
    func stage(
        _ key: String, position: Int64? = nil, authyID: Int64, _ kind: KeyKind
    ) throws(StoreFailure) {
        try insert(stagings[kind.rawValue], key, position, authyID, kind)
    }

    /// Removes the key that the user's row names, before the row changes or goes.
    func remove(
        _ kind: KeyKind, ofAuthyID id: Int64, from staged: inout StagedKeys,
        on connection: RawConnection
    ) throws(StoreFailure) {
        for level in KeyLevel.allCases where level == .settled || staged[kind, level] > 0 {
            let removal = removals[kind.rawValue][level.rawValue]
            removal.bind(id, at: 1)
            try removal.run()
            guard connection.changedRows > 0 else { continue }
            if level != .settled { staged[kind, level] -= 1 }
            return
        }
    }

    /// Moves the next keys of a level on, so many at the most.
    func moveOn(
        _ kind: KeyKind, _ level: KeyLevel, atMost limit: Int64, in staged: inout StagedKeys
    ) throws(StoreFailure) {
        guard limit > 0, let move = moves[kind.rawValue][level.rawValue] else { return }
        let count = try move.run(atMost: min(limit, staged[kind, level]))
        staged[kind, level] -= count
        if level.next != .settled { staged[kind, level.next] += count }
    }

    private func insert(
        _ statement: PreparedStatement, _ key: String, _ position: Int64?, _ authyID: Int64,
        _ kind: KeyKind
    ) throws(StoreFailure) {
        statement.bind(key, at: 1)
        statement.bind(authyID, at: 2)
        if let position { statement.bind(position, at: 3) }
        // Whoever inserts has looked first.
        guard try statement.insert() == .done else { throw .corrupt }
        switch kind {
        case .uuid, .email: known.add(key, kind)
        case .phone: break
        }
    }

    private static func perKind<Value>(
        _ make: (KeyKind) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> [Value] {
        var values: [Value] = []
        for kind in KeyKind.allCases { values.append(try make(kind)) }
        return values
    }
}
