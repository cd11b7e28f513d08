import DirectoryDomain

/// Goes through users and events side by side, by authy id: each user's record is what its events
/// say, its claims and canonical forms are those of its values, and nothing of it is in the log.
struct RecordCheck {
    /// Users that are not erased.
    private(set) var living: Int64 = 0
    private let sealing: any EventSealing

    init(sealing: any EventSealing) { self.sealing = sealing }

    mutating func run(
        on connection: RawConnection, traces: PersonalTraces, into findings: inout Findings
    ) throws(StoreFailure) {
        let users = try PreparedStatement(StoredRecord.selectSQL, on: connection)
        let events = try PreparedStatement(Self.eventsSQL, on: connection)
        defer {
            users.reset()
            events.reset()
        }
        var hasEvent = try events.step()
        while try users.step() {
            let record = StoredRecord(users)
            if !record.isErased { living += 1 }
            var rebuild = Rebuild(uuid: UserUUID(trusted: record.uuid))
            while hasEvent, events.int64(0) <= record.authyID {
                take(events, of: record.authyID, to: &rebuild, into: &findings)
                hasEvent = try events.step()
            }
            rebuild.compare(with: record, into: &findings)
            record.checkValues(traces: traces, into: &findings)
        }
        while hasEvent {
            findings.add("position \(events.int64(2)): of a user that is not there")
            hasEvent = try events.step()
        }
    }

    private func take(
        _ row: PreparedStatement, of authyID: Int64, to rebuild: inout Rebuild,
        into findings: inout Findings
    ) {
        guard row.int64(0) == authyID else {
            findings.add("position \(row.int64(2)): of a user that is not there")
            return
        }
        // What can't be read was found by position already.
        guard let event = sealing.event(from: row.bytes(3), chainHash: []) else { return }
        rebuild.take(event, version: row.int64(1), position: row.int64(2), into: &findings)
    }

    private static let eventsSQL = """
        SELECT authy_id, version, position, bytes FROM events INDEXED BY events_user
        ORDER BY authy_id, version
        """
}
