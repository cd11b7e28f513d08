package struct Organization: Equatable, Sendable {
    /// `org_` and 26 characters; made by whoever sends the command, so that the domain stays
    /// deterministic.
    package var id: String
    package var name: String
    package var createdAt: Timestamp
    package var visibility: Visibility

    package init(
        id: String, name: String, createdAt: Timestamp, visibility: Visibility = .shared
    ) {
        self.id = id
        self.name = name
        self.createdAt = createdAt
        self.visibility = visibility
    }
}
