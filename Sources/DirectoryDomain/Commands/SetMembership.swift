/// Makes a user a member of an organization, or no member. As it is already: nothing happens.
package struct SetMembership: Command {
    package let organizationID: String
    package let uuid: UserUUID
    package let member: Bool

    package init(organizationID: String, uuid: UserUUID, member: Bool) {
        self.organizationID = organizationID
        self.uuid = uuid
        self.member = member
    }

    /// Refuses: `notFound` for an unknown organization, and an unknown or erased user.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws {
        guard try transaction.organization(id: organizationID) != nil,
            let user = try transaction.user(.uuid(uuid)), !user.isErased
        else { throw Refusal.notFound }
        try transaction.setMembership(
            authyID: user.authyID, organizationID: organizationID, member: member)
    }
}
