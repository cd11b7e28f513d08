import DirectoryDomain

/// Reads the log.
final class EventQueries {
    private let sealing: any EventSealing
    private let link: PreparedStatement
    private let stored: PreparedStatement
    private let tail: PreparedStatement
    private let erasedTail: PreparedStatement
    private let afterPosition: PreparedStatement
    private let exports: PreparedStatement
    private let keys: KeyQueries
    private let last: PreparedStatement

    init(
        on connection: RawConnection, sealing: any EventSealing, keys: KeyQueries
    ) throws(StoreFailure) {
        self.sealing = sealing
        self.keys = keys
        link = try PreparedStatement(
            "SELECT version, previous, jump FROM events WHERE position = ?1", on: connection)
        stored = try PreparedStatement(
            "SELECT bytes, hash FROM events WHERE position = ?1", on: connection)
        tail = try PreparedStatement(
            "SELECT last_position, last_jump FROM personal WHERE authy_id = ?1",
            on: connection)
        erasedTail = try PreparedStatement(
            "SELECT last_position FROM erased WHERE authy_id = ?1", on: connection)
        afterPosition = try PreparedStatement(Self.afterPositionSQL, on: connection)
        exports = try PreparedStatement(Self.exportsSQL, on: connection)
        last = try PreparedStatement(
            "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1", on: connection)
    }

    /// Jumps back to the last one wanted, then goes back one by one.
    func events(
        of uuid: UserUUID, afterVersion: Int64, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        guard let id = try keys.authyID(of: uuid), let last = try lastPosition(ofAuthyID: id)
        else { return [] }
        let floor = max(0, afterVersion)
        var link = try self.link(at: last)
        let (ceiling, isBeyond) = floor.addingReportingOverflow(Int64(limit))
        while !isBeyond, let here = link, here.version > ceiling {
            let isFar = EventList.target(ofVersion: here.version) >= ceiling
            link = try self.link(at: isFar ? here.jump : here.previous)
        }
        var events: [RecordedEvent] = []
        while let here = link, here.version > floor {
            events.append(try event(at: here.position))
            link = try self.link(at: here.previous)
        }
        return events.reversed()
    }

    /// An event's place in its user's list.
    struct Link {
        let position: Int64
        let version: Int64
        /// 0 for none.
        let previous: Int64
        let jump: Int64
    }

    /// nil at 0, where a list ends.
    func link(at position: Int64) throws(StoreFailure) -> Link? {
        if position == 0 { return nil }
        link.bind(position, at: 1)
        defer { link.reset() }
        guard try link.step() else { throw .corrupt }
        let found = Link(
            position: position, version: link.int64(0), previous: link.int64(1),
            jump: link.int64(2))
        // A list only ever leads back: one that does not is damaged, and would have no end.
        guard found.previous < position, found.jump < position,
            (1...position).contains(found.version)
        else { throw .corrupt }
        return found
    }

    /// Where the next event of a user finds the list; nil once erased.
    func tail(ofAuthyID id: Int64) throws(StoreFailure) -> EventList.Tail? {
        tail.bind(id, at: 1)
        defer { tail.reset() }
        guard try tail.step() else { return nil }
        return EventList.Tail(position: tail.int64(0), jump: tail.int64(1))
    }

    private func lastPosition(ofAuthyID id: Int64) throws(StoreFailure) -> Int64? {
        if let tail = try tail(ofAuthyID: id) { return tail.position }
        erasedTail.bind(id, at: 1)
        defer { erasedTail.reset() }
        return try erasedTail.step() ? erasedTail.int64(0) : nil
    }

    private func event(at position: Int64) throws(StoreFailure) -> RecordedEvent {
        stored.bind(position, at: 1)
        guard let event = try events(stored).first else { throw .corrupt }
        return event
    }

    func events(afterPosition position: Int64, limit: Int) throws(StoreFailure) -> [RecordedEvent] {
        afterPosition.bind(position, at: 1)
        afterPosition.bind(Int64(limit), at: 2)
        return try events(afterPosition)
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

    private static let afterPositionSQL = """
        SELECT bytes, hash FROM events WHERE position > ?1 ORDER BY position LIMIT ?2
        """
    private static let exportsSQL = """
        SELECT exported_ms FROM events WHERE authy_id = ?1 AND exported_ms > ?2
        ORDER BY exported_ms
        """
}
