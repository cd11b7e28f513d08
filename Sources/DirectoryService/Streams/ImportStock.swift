import DirectoryDomain

/// Records of an import that are unpacked and not given to the writer yet, in their order.
struct ImportStock: Sendable {
    private var organizations: [DirectoryDomain.Organization] = []
    private var users: [ImportedUser] = []

    var isEmpty: Bool { organizations.isEmpty && users.isEmpty }
    var count: Int { users.count }

    mutating func add(_ batch: ImportBatch) {
        organizations += batch.organizations
        users += batch.users
    }

    /// The next records as a command. What an organization is named by comes behind it or with it.
    mutating func take(atMost limit: Int) -> DirectoryDomain.ImportUsers {
        let count = min(limit, users.count)
        defer {
            organizations = []
            users.removeFirst(count)
        }
        return DirectoryDomain.ImportUsers(
            organizations: organizations, users: Array(users.prefix(count)))
    }

    mutating func removeAll() { self = ImportStock() }
}
