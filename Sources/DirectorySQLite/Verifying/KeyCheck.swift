import DirectoryDomain

/// Every user is found by what it is to be found by, and nobody by anything else: each key of each
/// record is in the table of its kind and leads to the record, and there are no more keys than
/// that. Only those of users who are said to be unsettled may be missing.
final class KeyCheck {
    private let searches: [PreparedStatement]
    private let counts: [PreparedStatement]
    private let unsettledAfter: Int64?
    private var expected = Array(repeating: 0, count: KeyKind.allCases.count)
    /// Of keys that only one user may have, and that are in no table.
    private var unsettled: Set<UInt64> = []

    init(on connection: RawConnection) throws(StoreFailure) {
        var searches: [PreparedStatement] = []
        var counts: [PreparedStatement] = []
        for kind in KeyKind.allCases {
            searches.append(try PreparedStatement(Self.searchSQL(kind), on: connection))
            counts.append(
                try PreparedStatement("SELECT count(*) FROM \(kind.table)", on: connection))
        }
        self.searches = searches
        self.counts = counts
        unsettledAfter = try UnsettledQueries(on: connection).unsettledAfter()
    }

    /// - Parameter createdAt: the position of the record's first event; nil when it has none.
    func check(
        _ record: StoredRecord, createdAt: Int64?, into findings: inout Findings
    ) throws(StoreFailure) {
        let mayMiss = unsettledAfter.map { createdAt ?? 0 > $0 } ?? false
        try check(record, .uuid, record.uuidKey, mayMiss: mayMiss, into: &findings)
        guard !record.isErased else { return }
        try check(record, .email, record.emailKey, mayMiss: mayMiss, into: &findings)
        guard let key = record.phoneKey else { return }
        searches[KeyKind.phone.rawValue].bind(record.phonePosition, at: 2)
        try check(record, .phone, key, mayMiss: mayMiss, into: &findings)
    }

    /// After all records.
    func finish(into findings: inout Findings) throws(StoreFailure) {
        for kind in KeyKind.allCases {
            let count = counts[kind.rawValue]
            defer { count.reset() }
            let rows = try count.step() ? Int(count.int64(0)) : 0
            findings.require(
                rows == expected[kind.rawValue],
                "\(kind) keys: \(rows), of \(expected[kind.rawValue]) that there are to be")
        }
    }

    private func check(
        _ record: StoredRecord, _ kind: KeyKind, _ key: String, mayMiss: Bool,
        into findings: inout Findings
    ) throws(StoreFailure) {
        let search = searches[kind.rawValue]
        search.bind(key, at: 1)
        defer { search.reset() }
        let holder = try search.step() ? search.int64(0) : nil
        if holder == nil, mayMiss {
            findings.require(
                kind == .phone || unsettled.insert(KeyHash(key, kind).value).inserted,
                "authy id \(record.authyID): the \(kind) key is another's")
            return
        }
        expected[kind.rawValue] += 1
        let problem = holder == nil ? "is missing" : "is another's"
        findings.require(
            holder == record.authyID, "authy id \(record.authyID): the \(kind) key \(problem)")
    }

    private static func searchSQL(_ kind: KeyKind) -> String {
        let search = KeySQL.authyID(kind, .settled)
        return switch kind {
        case .uuid, .email: search
        case .phone: "\(search) AND position = ?2"
        }
    }
}
