import DirectoryAPI

extension Table {
    /// A line an API key.
    static func keys(_ keys: [APIKey]) -> Table {
        Table(
            [
                .text("ID"), .text("SCOPES"), .text("CREATED"), .text("EXPIRES"),
                .text("REVOKED"), .text("LAST USED"), .number("A MINUTE"), .number("A DAY"),
            ],
            rows: keys.map { key in
                [
                    key.id, key.scopes.joined(separator: " "), key.createdAt.cell,
                    key.expiresAt.cell, key.revokedAt.cell, key.lastUsedAt.cell,
                    key.requestsPerMinute.limitCell, key.distinctPerDay.limitCell,
                ]
            })
    }
}

extension Int64 {
    fileprivate var limitCell: String { self == 0 ? "-" : "\(self)" }
}
