import DirectoryDomain

/// Every user is found by what it is to be found by, and nobody by anything else: each key of each
/// record is in one table of its kind and leads to the record, and there are no more keys than
/// that.
final class KeyCheck {
    private let searches: [PreparedStatement]
    private let counts: [PreparedStatement]
    private var expected = Array(repeating: Int64(0), count: KeyKind.allCases.count)

    init(on connection: RawConnection) throws(StoreFailure) {
        var searches: [PreparedStatement] = []
        var counts: [PreparedStatement] = []
        for kind in KeyKind.allCases {
            searches.append(try PreparedStatement(Self.searchSQL(kind), on: connection))
            counts.append(try PreparedStatement(Self.countSQL(kind), on: connection))
        }
        self.searches = searches
        self.counts = counts
    }

    func check(_ record: StoredRecord, into findings: inout Findings) throws(StoreFailure) {
        try check(record, .uuid, record.uuidKey, into: &findings)
        guard !record.isErased else { return }
        try check(record, .email, record.emailKey, into: &findings)
        guard let key = record.phoneKey else { return }
        searches[KeyKind.phone.rawValue].bind(record.phonePosition, at: 2)
        try check(record, .phone, key, into: &findings)
    }

    /// After all records.
    func finish(into findings: inout Findings) throws(StoreFailure) {
        for kind in KeyKind.allCases {
            let count = counts[kind.rawValue]
            defer { count.reset() }
            let rows = try count.step() ? count.int64(0) : 0
            findings.require(
                rows == expected[kind.rawValue],
                "\(kind) keys: \(rows), of \(expected[kind.rawValue]) that there are to be")
        }
    }

    private func check(
        _ record: StoredRecord, _ kind: KeyKind, _ key: String, into findings: inout Findings
    ) throws(StoreFailure) {
        expected[kind.rawValue] += 1
        let search = searches[kind.rawValue]
        search.bind(key, at: 1)
        defer { search.reset() }
        var holders: [Int64] = []
        while try search.step() { holders.append(search.int64(0)) }
        let problem = holders.isEmpty ? "is missing" : "is another's"
        findings.require(
            holders == [record.authyID], "authy id \(record.authyID): the \(kind) key \(problem)")
    }

    private static func searchSQL(_ kind: KeyKind) -> String {
        KeyLevel.allCases.map { level in
            let search = "SELECT authy_id FROM \(kind.table(level)) WHERE key = ?1"
            return switch kind {
            case .uuid, .email: search
            case .phone: "\(search) AND position = ?2"
            }
        }.joined(separator: " UNION ALL ")
    }

    private static func countSQL(_ kind: KeyKind) -> String {
        let counts = KeyLevel.allCases.map { "(SELECT count(*) FROM \(kind.table($0)))" }
        return "SELECT " + counts.joined(separator: " + ")
    }
}
