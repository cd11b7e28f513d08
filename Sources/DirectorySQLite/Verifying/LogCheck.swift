import DirectoryDomain

/// Reads the log by position: dense, chained, each event readable and nothing beside it, the
/// columns telling the same as the bytes. Collects what could be personal for `RecordCheck`, which
/// sees what is.
struct LogCheck {
    private(set) var count: Int64 = 0
    private(set) var traces = PersonalTraces()
    private let sealing: any EventSealing
    private var head = LogHead()

    init(sealing: any EventSealing) { self.sealing = sealing }

    mutating func run(
        on connection: RawConnection, progress: inout VerificationProgress,
        into findings: inout Findings
    ) throws(StoreFailure) {
        let rows = try PreparedStatement(
            "SELECT position, version, exported_ms, bytes, hash FROM events ORDER BY position",
            on: connection)
        defer { rows.reset() }
        while try rows.step() {
            count += 1
            let row = Row(
                position: rows.int64(0), version: rows.int64(1), exportTime: rows.optionalInt64(2),
                bytes: rows.bytes(3), chainHash: rows.bytes(4))
            check(row, into: &findings)
            progress.pass()
            head = LogHead(position: row.position, chainHash: row.chainHash)
        }
        findings.require(traces.isComplete, "the log: too much in it looks like personal data")
    }

    private struct Row {
        let position: Int64
        let version: Int64
        let exportTime: Int64?
        let bytes: [UInt8]
        let chainHash: [UInt8]
    }

    private mutating func check(_ row: Row, into findings: inout Findings) {
        let at = "position \(row.position)"
        findings.require(
            row.position == head.position + 1,
            "\(at): expected \(head.position + 1), positions are not dense")
        findings.require(
            sealing.chainHash(after: head.chainHash, bytes: row.bytes) == row.chainHash,
            "\(at): the chain is broken")
        guard let event = sealing.event(from: row.bytes, chainHash: row.chainHash) else {
            traces.take(row.bytes, position: row.position, known: [])
            findings.add("\(at): not an event")
            return
        }
        if Self.looksPersonal(event) {
            findings.add("\(at): holds something personal")
        } else {
            traces.take(row.bytes, position: row.position, known: Self.identifiers(of: event))
        }
        // Bytes that no field accounts for could hold anything.
        findings.require(
            event.position == row.position && event.version == row.version
                && Self.exportTime(of: event) == row.exportTime
                && sealing.bytes(of: event) == row.bytes,
            "\(at): the columns or the bytes are not those of the event")
    }

    /// What an event must hold although it may look like a number: the uuid, which `RecordCheck`
    /// compares with the user's, and the ids that this program makes.
    private static func identifiers(of event: RecordedEvent) -> [String] {
        var identifiers = [event.uuid.value]
        if event.organizationID.hasPrefix("org_") { identifiers.append(event.organizationID) }
        if event.actor.hasPrefix("key:") || event.actor.hasPrefix("uid:") {
            identifiers.append(event.actor)
        }
        return identifiers
    }

    /// What no field may look like, whether or not it is stored (any more).
    private static func looksPersonal(_ event: RecordedEvent) -> Bool {
        if let mask = mask(of: event), !isMask(mask) { return true }
        return [event.organizationID, event.actor].contains { text in
            text.utf8.contains(0x40) || PhoneNumber(text)?.canonical != nil
        }
    }

    private static func exportTime(of event: RecordedEvent) -> Int64? {
        switch event.event {
        case .phoneNumberExported: event.time.milliseconds
        case .created, .phoneNumberSet, .phoneNumberRemoved, .erased: nil
        }
    }

    private static func mask(of event: RecordedEvent) -> String? {
        switch event.event {
        case .phoneNumberSet(let masked), .phoneNumberExported(let masked): masked
        case .created, .phoneNumberRemoved, .erased: nil
        }
    }

    private static func isMask(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.starts(with: [0x2A, 0x2A, 0x2A]) && bytes.count <= 7
            && bytes.dropFirst(3).allSatisfy { (0x30...0x39).contains($0) }
    }
}
