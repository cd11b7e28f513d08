import DirectoryDomain

/// Moves a level's keys on in their order, a chunk at a time, round and round: what has come in
/// since lies the least densely behind the place where the last chunk ended.
final class KeyMove {
    private struct Place {
        var key = ""
        /// Of a number.
        var position: Int64 = 0
    }

    private let kind: KeyKind
    private let connection: RawConnection
    private let end: PreparedStatement
    private let last: PreparedStatement
    private let insert: PreparedStatement
    private let delete: PreparedStatement
    /// Where the last chunk ended.
    private var place = Place()

    init(_ kind: KeyKind, _ level: KeyLevel, on connection: RawConnection) throws(StoreFailure) {
        self.kind = kind
        self.connection = connection
        end = try PreparedStatement(KeyWriteSQL.end(kind, level), on: connection)
        last = try PreparedStatement(KeyWriteSQL.last(kind, level), on: connection)
        insert = try PreparedStatement(KeyWriteSQL.move(kind, level), on: connection)
        delete = try PreparedStatement(KeyWriteSQL.delete(kind, level), on: connection)
    }

    /// The number of keys that were moved. Fewer than there are when the chunk is the table's last;
    /// the next one begins at its beginning.
    func run(atMost limit: Int64) throws(StoreFailure) -> Int64 {
        bind(place, to: end, key: 1, position: 2)
        end.bind(limit - 1, at: 3)
        if let chunk = try found(by: end) {
            let count = try move(upTo: chunk)
            place = chunk
            return count
        }
        guard let chunk = try found(by: last) else { return 0 }
        let count = try move(upTo: chunk)
        place = Place()
        return count
    }

    private func move(upTo chunk: Place) throws(StoreFailure) -> Int64 {
        var count: Int64 = 0
        for statement in [insert, delete] {
            bind(place, to: statement, key: 1, position: 2)
            bind(chunk, to: statement, key: 3, position: 4)
            try statement.run()
            count = Int64(connection.changedRows)
        }
        return count
    }

    private func found(by statement: PreparedStatement) throws(StoreFailure) -> Place? {
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return Place(key: statement.text(0), position: statement.int64(1))
    }

    private func bind(
        _ place: Place, to statement: PreparedStatement, key: Int32, position: Int32
    ) {
        statement.bind(place.key, at: key)
        if kind == .phone { statement.bind(place.position, at: position) }
    }
}
