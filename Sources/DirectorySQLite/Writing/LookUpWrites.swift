import DirectoryDomain

/// All that is ever written of what keys look up, compiled once.
final class LookUpWrites {
    private let dropOtherValues: PreparedStatement
    private let setDay: PreparedStatement
    private let insertValue: PreparedStatement
    private let deleteRequests: PreparedStatement
    private let insertRequests: PreparedStatement
    private let deleteValuesOfOver: PreparedStatement
    private let deleteOver: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        dropOtherValues = try PreparedStatement(Self.dropOtherValuesSQL, on: connection)
        setDay = try PreparedStatement(Self.setDaySQL, on: connection)
        insertValue = try PreparedStatement(
            "INSERT INTO look_up_values (key, hash) VALUES (\(Self.key), ?2) "
                + "ON CONFLICT DO NOTHING", on: connection)
        deleteRequests = try PreparedStatement(Self.deleteRequestsSQL, on: connection)
        insertRequests = try PreparedStatement(
            "INSERT INTO look_up_requests (key, at_ms, count, is_ahead) "
                + "VALUES (\(Self.key), ?2, ?3, ?4)", on: connection)
        deleteValuesOfOver = try PreparedStatement(
            "DELETE FROM look_up_values WHERE key IN (\(Self.over))", on: connection)
        deleteOver = try PreparedStatement(
            "DELETE FROM look_up_days WHERE started_ms <= ?1", on: connection)
    }

    func add(_ day: StoredLookUps.Day, keyID: String) throws(StoreFailure) {
        dropOtherValues.bind(keyID, at: 1)
        dropOtherValues.bind(day.secret, at: 2)
        try dropOtherValues.run()
        setDay.bind(keyID, at: 1)
        setDay.bind(day.startedAt.milliseconds, at: 2)
        setDay.bind(day.secret, at: 3)
        // A key that is not there breaks a constraint.
        guard try setDay.insert() == .done else { throw .corrupt }
        for hash in day.hashes {
            insertValue.bind(keyID, at: 1)
            insertValue.bind(Int64(bitPattern: hash), at: 2)
            try insertValue.run()
        }
    }

    func add(
        _ requests: StoredLookUps.Requests, keyID: String, forgettingUpTo time: Timestamp
    ) throws(StoreFailure) {
        deleteRequests.bind(keyID, at: 1)
        deleteRequests.bind(time.milliseconds, at: 2)
        try deleteRequests.run()
        insertRequests.bind(keyID, at: 1)
        insertRequests.bind(requests.at.milliseconds, at: 2)
        insertRequests.bind(requests.count, at: 3)
        insertRequests.bind(requests.isAhead ? 1 : 0, at: 4)
        guard try insertRequests.insert() == .done else { throw .corrupt }
    }

    /// False when there was nothing to forget.
    func forget(
        startedUpTo time: Timestamp, on connection: RawConnection
    ) throws(StoreFailure) -> Bool {
        deleteValuesOfOver.bind(time.milliseconds, at: 1)
        try deleteValuesOfOver.run()
        deleteOver.bind(time.milliseconds, at: 1)
        try deleteOver.run()
        return connection.changedRows > 0
    }

    private static let key = "(SELECT number FROM api_keys WHERE id = ?1)"
    private static let over = "SELECT key FROM look_up_days WHERE started_ms <= ?1"
    private static let dropOtherValuesSQL = """
        DELETE FROM look_up_values WHERE key IN
        (SELECT key FROM look_up_days WHERE key = \(key) AND secret <> ?2)
        """
    private static let deleteRequestsSQL = """
        DELETE FROM look_up_requests WHERE key = \(key) AND number <
        (SELECT max(number) FROM look_up_requests WHERE key = \(key) AND is_ahead AND at_ms <= ?2)
        """
    private static let setDaySQL = """
        INSERT INTO look_up_days (key, started_ms, secret) VALUES (\(key), ?2, ?3)
        ON CONFLICT (key) DO UPDATE SET started_ms = ?2, secret = ?3
        """
}
