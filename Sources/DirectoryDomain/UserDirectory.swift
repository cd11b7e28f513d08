/// The product on a page: a directory of users for the services of a host.
///
/// | question or wish | answered by |
/// |---|---|
/// | Who has this uuid, address, number or authy id? | `DirectoryReader.user` |
/// | Make the user, if nobody has this address. | `FindOrCreateUser` |
/// | Does this person exist, and with us? | `check` |
/// | Set or remove a number, with a trail that never holds it. | `UpdatePhoneNumber` |
/// | May I have the number? Three times in 30 days. | `ExportPhoneNumber` |
/// | What happened to this user? | `events` |
/// | Forget this person. | `EraseUser` |
/// | Take these users in, as they are elsewhere. | `ImportUsers` |
/// | Who may ask at all? | `CreateOrganization`, `SetMembership`, `IssueAPIKey`, `RevokeAPIKey` |
/// | Whom may they see, and how much? | `SetOrganizationVisibility`, `LimitAPIKey` |
///
/// Questions go to a reader, which belongs to the caller's thread, and are answered at once. Wishes
/// are commands: they go to the store's one writer, and are answered when they are durable.
package struct UserDirectory: Sendable {
    package let store: any DirectoryStore

    package init(store: any DirectoryStore) { self.store = store }

    /// Sends a command on its way; see `DirectoryStore.submit`.
    package func submit<C: Command>(
        _ command: C, from origin: CommandOrigin,
        completion: @escaping @Sendable (Result<C.Outcome, CommandError>) -> Void
    ) {
        store.submit(command, from: origin, completion: completion)
    }
}
