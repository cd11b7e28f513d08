/// A user with all that an export holds of them.
package struct ExportedUser: Equatable, Sendable {
    package var user: User
    /// In the order in which the organizations were made.
    package var organizationIDs: [String]

    package init(user: User, organizationIDs: [String]) {
        self.user = user
        self.organizationIDs = organizationIDs
    }
}
