/// A row of the log, as far as it is part of a user's list.
struct ListedEvent {
    let authyID: Int64
    let version: Int64
    let position: Int64
    let previous: Int64
    let jump: Int64
    let bytes: [UInt8]

    init(_ row: PreparedStatement) {
        authyID = row.int64(0)
        version = row.int64(1)
        position = row.int64(2)
        previous = row.int64(3)
        jump = row.int64(4)
        bytes = row.bytes(5)
    }
}

/// Whether the jumps of a user's events lead where they are to.
enum EventLinks {
    /// `rows` are all of a user's events, the first one first.
    static func check(
        _ rows: [ListedEvent], of record: StoredRecord, into findings: inout Findings
    ) {
        // A list with a gap was found already, and says nothing of its jumps.
        guard rows.enumerated().allSatisfy({ $1.version == Int64($0) + 1 }) else { return }
        func position(ofVersion version: Int64) -> Int64 {
            version == 0 ? 0 : rows[Int(version) - 1].position
        }
        for row in rows {
            let target = EventList.target(ofVersion: row.version)
            findings.require(
                row.jump == position(ofVersion: target), "position \(row.position): jumps astray")
        }
        // An erased user gets no more events, and does not keep its last jump.
        findings.require(
            record.isErased || record.tail.jump == rows.last?.jump ?? 0,
            "authy id \(record.authyID): its next event would jump astray")
    }
}
