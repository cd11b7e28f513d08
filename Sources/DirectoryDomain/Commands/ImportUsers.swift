/// Brings in users with the ids, times and memberships that they have elsewhere.
///
/// May be repeated: whoever is here already stays as they are, so that a second run changes nothing
/// and an interrupted one is finished by running it again. A record that claims what is somebody
/// else's is left out, and only that record.
package struct ImportUsers: Command {
    package struct Rejection: Equatable, Sendable {
        /// The record's place in the import.
        package let number: Int64
        /// Never with a word of what the record holds.
        package let reason: String

        package init(number: Int64, reason: String) {
            self.number = number
            self.reason = reason
        }
    }

    package struct Outcome: Equatable, Sendable {
        package var created: Int64 = 0
        package var unchanged: Int64 = 0
        package var rejections: [Rejection] = []

        package init() {}
    }

    /// Made first, if they are not there by their ids.
    package let organizations: [Organization]
    package let users: [ImportedUser]

    package init(organizations: [Organization] = [], users: [ImportedUser]) {
        self.organizations = organizations
        self.users = users
    }

    /// Refuses: `alreadyExists` when another organization has a name.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Outcome {
        let known = try known(in: transaction)
        var outcome = Outcome()
        for user in users {
            switch try bring(user, in: transaction, context: context, organizations: known) {
            case .created: outcome.created += 1
            case .unchanged: outcome.unchanged += 1
            case .rejected(let reason):
                outcome.rejections.append(Rejection(number: user.number, reason: reason))
            }
        }
        return outcome
    }

    private enum Result {
        case created
        case unchanged
        case rejected(String)
    }

    /// The ids of all organizations, once those of the import are among them. Not asked for when no
    /// record names one.
    private func known(in transaction: any DirectoryTransaction) throws -> Set<String> {
        guard !organizations.isEmpty || users.contains(where: { !$0.organizationIDs.isEmpty })
        else { return [] }
        let present = try transaction.organizations()
        var known = Set(present.map(\.id))
        for organization in organizations where !known.contains(organization.id) {
            guard !present.contains(where: { $0.name.utf8.elementsEqual(organization.name.utf8) })
            else { throw Refusal.alreadyExists(what: "an organization of this name") }
            try transaction.insert(organization)
            known.insert(organization.id)
        }
        return known
    }

    private func bring(
        _ record: ImportedUser, in transaction: any DirectoryTransaction,
        context: CommandContext, organizations: Set<String>
    ) throws -> Result {
        guard record.organizationIDs.allSatisfy(organizations.contains) else {
            return .rejected("organization_ids: no such organization")
        }
        let history = UserAggregate.history(of: record, at: context.now)
        let user = User(
            authyID: record.authyID, uuid: record.uuid ?? record.freshUUID,
            email: record.email.spelling, phoneNumber: record.phoneNumber,
            createdAt: history[0].time, updatedAt: history[history.count - 1].time,
            version: Int64(history.count))
        guard let authyID = try transaction.importUser(user, history: history, context: context)
        else { return try explain(record, in: transaction) }
        for organizationID in record.organizationIDs {
            try transaction.setMembership(
                authyID: authyID, organizationID: organizationID, member: true)
        }
        return .created
    }

    /// Why a record could not be made: it is here, or somebody else has what it claims.
    private func explain(
        _ record: ImportedUser, in transaction: any DirectoryTransaction
    ) throws -> Result {
        if let uuid = record.uuid, let user = try transaction.user(.uuid(uuid)) {
            return compare(record, with: user)
        }
        if let user = try transaction.user(.email(record.email)) {
            // Without a uuid the address alone says whether the record is here.
            if record.uuid == nil { return compare(record, with: user) }
            return .rejected("email: belongs to another user")
        }
        return .rejected("authy_id: belongs to another user")
    }

    private func compare(_ record: ImportedUser, with user: User) -> Result {
        if user.isErased { return .rejected("uuid: belongs to an erased user") }
        guard record.email == EmailAddress(trusted: user.email) else {
            return .rejected("uuid: belongs to another user")
        }
        guard record.authyID == 0 || record.authyID == user.authyID else {
            return .rejected("authy_id: the user has another")
        }
        return .unchanged
    }
}
