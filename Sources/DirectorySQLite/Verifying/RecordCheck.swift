import DirectoryDomain

/// Goes through the users by authy id, and through each one's events by its list: the record is
/// what the events say, its claims and keys are those of its values, nothing of it is in the log,
/// and every event is in one list.
struct RecordCheck {
    /// Users that are not erased.
    private(set) var living: Int64 = 0
    private let sealing: any EventSealing
    private var listed: Int64 = 0

    init(sealing: any EventSealing) { self.sealing = sealing }

    mutating func run(
        on connection: RawConnection, log: LogCheck, progress: inout VerificationProgress,
        into findings: inout Findings
    ) throws(StoreFailure) {
        let users = try PreparedStatement(StoredRecord.selectSQL, on: connection)
        let event = try PreparedStatement(Self.eventSQL, on: connection)
        let keys = try KeyCheck(on: connection)
        defer { users.reset() }
        while try users.step() {
            let record = StoredRecord(users)
            if !record.isErased { living += 1 }
            var rebuild = Rebuild(uuid: UserUUID(trusted: record.uuid))
            let rows = try list(of: record, from: event, into: &findings)
            for row in rows { take(row, of: record, to: &rebuild, into: &findings) }
            EventLinks.check(rows, of: record, into: &findings)
            rebuild.compare(with: record, into: &findings)
            record.checkValues(traces: log.traces, into: &findings)
            try keys.check(record, createdAt: rows.first?.position, into: &findings)
            listed += Int64(rows.count)
            progress.pass(events: Int64(rows.count))
        }
        try keys.finish(into: &findings)
        findings.require(
            listed == log.count, "\(log.count - listed) events are in no user's list")
    }

    /// A user's events, the first one first.
    private func list(
        of record: StoredRecord, from event: PreparedStatement, into findings: inout Findings
    ) throws(StoreFailure) -> [ListedEvent] {
        var rows: [ListedEvent] = []
        var position = record.tail.position
        while position > 0 {
            event.bind(position, at: 1)
            defer { event.reset() }
            guard try event.step() else {
                findings.add("position \(position): is not there")
                break
            }
            let row = ListedEvent(event)
            guard row.authyID == record.authyID else {
                findings.add("position \(position): in the list of authy id \(record.authyID)")
                break
            }
            rows.append(row)
            // Only ever back: a circle would have no end.
            guard row.previous < position else {
                findings.add("position \(position): not after the one before it")
                break
            }
            position = row.previous
        }
        return rows.reversed()
    }

    private func take(
        _ row: ListedEvent, of record: StoredRecord, to rebuild: inout Rebuild,
        into findings: inout Findings
    ) {
        // What can't be read was found by position already.
        guard let event = sealing.event(from: row.bytes, chainHash: []) else { return }
        rebuild.take(event, version: row.version, position: row.position, into: &findings)
    }

    private static let eventSQL = """
        SELECT authy_id, version, position, previous, jump, bytes FROM events WHERE position = ?1
        """
}
