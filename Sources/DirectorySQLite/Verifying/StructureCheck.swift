import DirectoryDomain

/// SQLite's own view: every page in its place, every index with an entry for each row, every
/// unique one without a second.
enum StructureCheck {
    static func run(
        on connection: RawConnection, into findings: inout Findings
    ) throws(StoreFailure) {
        let check = try PreparedStatement(
            "PRAGMA integrity_check(\(Findings.limit))", on: connection)
        defer { check.reset() }
        while try check.step() {
            // Its messages name pages, tables, indexes and row numbers.
            let message = check.text(0)
            findings.require(message == "ok", "the file: \(message)")
        }
    }
}
