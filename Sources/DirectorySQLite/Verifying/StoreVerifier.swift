import DirectoryDomain

/// Proves a store, on a connection of its own and in one snapshot, while others read and write.
///
/// Memory does not grow with the store: the log is read once by position and once by user, side by
/// side with the records.
struct StoreVerifier {
    private let connection: RawConnection
    private let sealing: any EventSealing

    init(on connection: RawConnection, sealing: any EventSealing) {
        self.connection = connection
        self.sealing = sealing
    }

    func verify() throws(StoreFailure) -> StoreVerification {
        try PreparedStatement("BEGIN", on: connection).run()
        let end = try PreparedStatement("COMMIT", on: connection)
        defer { try? end.run() }
        var findings = Findings()
        var log = LogCheck(sealing: sealing)
        var records = RecordCheck(sealing: sealing)
        do {
            try StructureCheck.run(on: connection, into: &findings)
            try log.run(on: connection, into: &findings)
            try records.run(on: connection, log: log, into: &findings)
            try ReferenceCheck.run(on: connection, users: records.living, into: &findings)
        } catch {
            guard error == .corrupt else { throw error }
            findings.add("the file is damaged: not all of it could be read")
        }
        return StoreVerification(
            events: log.count, users: records.living, problems: findings.problems)
    }
}
