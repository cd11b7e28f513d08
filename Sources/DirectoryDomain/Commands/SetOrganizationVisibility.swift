/// Says which users an organization's keys see, with effect on the next call.
package struct SetOrganizationVisibility: Command {
    package let organizationID: String
    package let visibility: Visibility

    package init(organizationID: String, visibility: Visibility) {
        self.organizationID = organizationID
        self.visibility = visibility
    }

    /// Refuses: `notFound`.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Organization {
        guard var organization = try transaction.organization(id: organizationID)
        else { throw Refusal.notFound }
        organization.visibility = visibility
        try transaction.update(organization)
        return organization
    }
}
