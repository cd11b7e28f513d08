import DirectoryDomain

/// Proves a store, on a connection of its own and in one snapshot, while others read and write.
///
/// Memory does not grow with the store: the log is read once by position and once by user, side by
/// side with the records.
struct StoreVerifier {
    private let connection: RawConnection
    private let sealing: any EventSealing
    private let report: (StoreCondition.Progress) -> Void

    /// - Parameter report: told how far it is, now and then.
    init(
        on connection: RawConnection, sealing: any EventSealing,
        report: @escaping (StoreCondition.Progress) -> Void = { _ in }
    ) {
        self.connection = connection
        self.sealing = sealing
        self.report = report
    }

    func verify() throws(StoreFailure) -> StoreVerification {
        try PreparedStatement("BEGIN", on: connection).run()
        let end = try PreparedStatement("COMMIT", on: connection)
        defer { try? end.run() }
        var findings = Findings()
        var log = LogCheck(sealing: sealing)
        var records = RecordCheck(sealing: sealing)
        do {
            var progress = VerificationProgress(events: try eventCount(), report: report)
            try StructureCheck.run(on: connection, into: &findings)
            progress.passStructure()
            try log.run(on: connection, progress: &progress, into: &findings)
            try records.run(on: connection, log: log, progress: &progress, into: &findings)
            try ReferenceCheck.run(on: connection, users: records.living, into: &findings)
        } catch {
            guard error == .corrupt else { throw error }
            findings.add("the file is damaged: not all of it could be read")
        }
        return StoreVerification(
            events: log.count, users: records.living, problems: findings.problems)
    }

    /// About how many there are, at once: positions are dense in a store that is whole.
    private func eventCount() throws(StoreFailure) -> Int64 {
        let last = try PreparedStatement("SELECT max(position) FROM events", on: connection)
        defer { last.reset() }
        return try last.step() ? last.int64(0) : 0
    }
}
