import DirectoryDomain

/// Reads the log.
final class EventQueries {
    private let sealing: any EventSealing
    private let ofUser: PreparedStatement
    private let afterPosition: PreparedStatement
    private let lastVersion: PreparedStatement
    private let exports: PreparedStatement
    private let idByUUID: PreparedStatement
    private let last: PreparedStatement

    init(on connection: RawConnection, sealing: any EventSealing) throws(StoreFailure) {
        self.sealing = sealing
        ofUser = try PreparedStatement(Self.ofUserSQL, on: connection)
        afterPosition = try PreparedStatement(Self.afterPositionSQL, on: connection)
        lastVersion = try PreparedStatement(
            "SELECT max(version) FROM events WHERE authy_id = ?1", on: connection)
        exports = try PreparedStatement(Self.exportsSQL, on: connection)
        idByUUID = try PreparedStatement(UserSQL.authyIDByUUID, on: connection)
        last = try PreparedStatement(
            "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1", on: connection)
    }

    func events(
        of uuid: UserUUID, afterVersion: Int64, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        guard let id = try authyID(of: uuid) else { return [] }
        ofUser.bind(id, at: 1)
        ofUser.bind(afterVersion, at: 2)
        ofUser.bind(Int64(limit), at: 3)
        return try events(ofUser)
    }

    func events(afterPosition position: Int64, limit: Int) throws(StoreFailure) -> [RecordedEvent] {
        afterPosition.bind(position, at: 1)
        afterPosition.bind(Int64(limit), at: 2)
        return try events(afterPosition)
    }

    /// nil for a uuid that nobody ever had.
    func authyID(of uuid: UserUUID) throws(StoreFailure) -> Int64? {
        idByUUID.bind(uuid.key, at: 1)
        defer { idByUUID.reset() }
        return try idByUUID.step() ? idByUUID.int64(0) : nil
    }

    /// 0 when nothing has happened to the user.
    func lastVersion(ofAuthyID id: Int64) throws(StoreFailure) -> Int64 {
        lastVersion.bind(id, at: 1)
        defer { lastVersion.reset() }
        return try lastVersion.step() ? lastVersion.int64(0) : 0
    }

    func exportTimes(ofAuthyID id: Int64, since: Timestamp) throws(StoreFailure) -> [Timestamp] {
        exports.bind(id, at: 1)
        exports.bind(since.milliseconds, at: 2)
        defer { exports.reset() }
        var times: [Timestamp] = []
        while try exports.step() {
            times.append(Timestamp(milliseconds: exports.int64(0)))
        }
        return times
    }

    func head() throws(StoreFailure) -> LogHead {
        defer { last.reset() }
        guard try last.step() else { return LogHead() }
        return LogHead(position: last.int64(0), chainHash: last.bytes(1))
    }

    private func events(_ statement: PreparedStatement) throws(StoreFailure) -> [RecordedEvent] {
        defer { statement.reset() }
        var events: [RecordedEvent] = []
        while try statement.step() {
            let hash = statement.bytes(1)
            guard let event = sealing.event(from: statement.bytes(0), chainHash: hash)
            else { throw .corrupt }
            events.append(event)
        }
        return events
    }

    private static let ofUserSQL = """
        SELECT bytes, hash FROM events WHERE authy_id = ?1 AND version > ?2
        ORDER BY version LIMIT ?3
        """
    private static let afterPositionSQL = """
        SELECT bytes, hash FROM events WHERE position > ?1 ORDER BY position LIMIT ?2
        """
    private static let exportsSQL = """
        SELECT exported_ms FROM events WHERE authy_id = ?1 AND exported_ms > ?2
        ORDER BY exported_ms
        """
}
