/// The product on a page: a directory of users for the services of a host.
///
/// - Who has this uuid, address, number or authy id? (`user`)
/// - Make the user, if nobody has this address. (`findOrCreateUser`)
/// - Does this person exist, and with us? (`check`)
/// - Set or remove a number, with a trail that never holds it. (`updatePhoneNumber`)
/// - May I have the number? Three times in 30 days. (`exportPhoneNumber`)
/// - What happened to this user? (`events`)
/// - Forget this person. (`eraseUser`)
///
/// Reads go to a reader, which belongs to the caller's thread, and are answered at once. Writes go
/// to the store's writer, and are answered when they are durable.
package struct UserDirectory: Sendable {
    /// On whose behalf something is done, and until when it makes sense to.
    package struct Caller: Sendable {
        /// Empty for none.
        package var organizationID: String
        /// Key id, token subject or uid; never anything personal.
        package var actor: String
        /// Of the monotonic clock; nil for none.
        package var deadlineNanoseconds: UInt64?

        package init(
            organizationID: String, actor: String, deadlineNanoseconds: UInt64? = nil
        ) {
            self.organizationID = organizationID
            self.actor = actor
            self.deadlineNanoseconds = deadlineNanoseconds
        }
    }

    package typealias Completion<C: Command> =
        @Sendable (Result<C.Outcome, CommandError>) -> Void

    package let store: any DirectoryStore

    package init(store: any DirectoryStore) { self.store = store }

    /// Any command, the administrator's among them, on the way that all of them take.
    package func submit<C: Command>(
        _ command: C, for caller: Caller, completion: @escaping Completion<C>
    ) {
        store.submit(
            command, organizationID: caller.organizationID, actor: caller.actor,
            deadlineNanoseconds: caller.deadlineNanoseconds, completion: completion)
    }

    package func findOrCreateUser(
        _ command: FindOrCreateUser, for caller: Caller,
        completion: @escaping Completion<FindOrCreateUser>
    ) {
        submit(command, for: caller, completion: completion)
    }

    package func updatePhoneNumber(
        _ command: UpdatePhoneNumber, for caller: Caller,
        completion: @escaping Completion<UpdatePhoneNumber>
    ) {
        submit(command, for: caller, completion: completion)
    }

    package func exportPhoneNumber(
        ofAuthyID authyID: Int64, for caller: Caller,
        completion: @escaping Completion<ExportPhoneNumber>
    ) {
        submit(ExportPhoneNumber(authyID: authyID), for: caller, completion: completion)
    }

    package func eraseUser(
        _ uuid: UserUUID, for caller: Caller, completion: @escaping Completion<EraseUser>
    ) {
        submit(EraseUser(uuid: uuid), for: caller, completion: completion)
    }
}
