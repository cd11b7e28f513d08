import DirectoryAPI

/// Some records of a file, looked into, in their order.
struct ImportPortion: Sendable {
    /// Each with its line.
    private(set) var users: [(line: Int, record: UserRecord)] = []
    private(set) var organizations: [Organization] = []
    private(set) var bad: [(line: Int, reason: String)] = []

    init(_ entries: [UserFile.Entry], columns: [String]?) {
        users.reserveCapacity(entries.count)
        for entry in entries {
            switch FileRecord(entry, columns: columns) {
            case .user(let record): users.append((entry.line, record))
            case .organization(let organization): organizations.append(organization)
            case .bad(let reason): bad.append((entry.line, reason))
            case .nothing: break
            }
        }
    }
}
