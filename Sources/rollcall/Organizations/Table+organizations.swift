import DirectoryAPI

extension Table {
    /// A line an organization.
    static func organizations(_ organizations: [Organization]) -> Table {
        Table(
            [.text("ID"), .text("NAME"), .text("VISIBILITY"), .text("CREATED")],
            rows: organizations.map {
                [$0.id, $0.name, $0.visibility.cell, $0.createdAt.cell]
            })
    }
}
