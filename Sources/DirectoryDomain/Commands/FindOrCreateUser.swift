/// Finds who has an address; makes the user if nobody has it. Idempotent by address: however many
/// callers ask at once, one user comes of it.
///
/// A new user becomes a member of the caller's organization; finding one changes no membership.
///
/// For an isolated organization an address that somebody has who is no member can be neither found
/// nor made. That it is taken can't be hidden from who tries to make it; so it is refused as a uuid
/// is that is taken, which says no more than that one of the two is somebody's.
package struct FindOrCreateUser: Command {
    package struct Outcome: Equatable, Sendable {
        package let user: User
        package let created: Bool

        package init(user: User, created: Bool) {
            self.user = user
            self.created = created
        }
    }

    package let email: EmailAddress
    /// What a new user is to be known by; says nothing about one that is there already.
    package let requestedUUID: UserUUID?
    /// For a new user when none is asked for; random, made by whoever sends the command.
    package let freshUUID: UserUUID
    /// Refuse with `notFound` rather than create.
    package let findOnly: Bool
    /// Whether the caller's organization is isolated.
    package let isIsolated: Bool

    package init(
        email: EmailAddress, requestedUUID: UserUUID?, freshUUID: UserUUID, findOnly: Bool = false,
        isIsolated: Bool = false
    ) {
        self.email = email
        self.requestedUUID = requestedUUID
        self.freshUUID = freshUUID
        self.findOnly = findOnly
        self.isIsolated = isIsolated
    }

    /// Refuses: `notFound` (find only), `uuidTaken`.
    package func execute(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> Outcome {
        if let user = try transaction.user(.email(email)) {
            let isVisible =
                try !isIsolated
                || transaction.isMember(authyID: user.authyID, of: context.organizationID)
            guard isVisible else { throw findOnly ? Refusal.notFound : Refusal.uuidTaken }
            return Outcome(user: user, created: false)
        }
        guard !findOnly else { throw Refusal.notFound }
        return Outcome(user: try create(in: transaction, context: context), created: true)
    }

    private func create(
        in transaction: any DirectoryTransaction, context: CommandContext
    ) throws -> User {
        let uuid = requestedUUID ?? freshUUID
        // Erased users keep theirs.
        guard try transaction.user(.uuid(uuid)) == nil else { throw Refusal.uuidTaken }
        var aggregate = UserAggregate(uuid: uuid)
        let user = try transaction.insertUser(uuid: uuid, email: email, at: context.now)
        for event in try aggregate.decide(.create, at: context.now) {
            _ = try aggregate.record(event, in: transaction, context: context)
        }
        if try transaction.organization(id: context.organizationID) != nil {
            try transaction.setMembership(
                authyID: user.authyID, organizationID: context.organizationID, member: true)
        }
        return user
    }
}
