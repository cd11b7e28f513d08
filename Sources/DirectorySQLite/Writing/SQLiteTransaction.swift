import DirectoryDomain

/// The writer's transaction, as a command sees it. One for the writer's whole life: what belongs to
/// the transaction at hand is in `state`.
final class SQLiteTransaction: DirectoryTransaction {
    /// What the writer knows without asking the file.
    struct State {
        /// Where the log ends.
        var head: LogHead
        /// Users that are not erased.
        var users: Int64
        var unsettled = UnsettledKeys()
        /// As the file has it, see `UnsettledKeys`.
        var unsettledAfter: Int64?
        /// Whether anything was written.
        var hasChanges = false
    }

    /// Undone with the changes: whoever rolls back puts an earlier one back in its place.
    var state: State

    let connection: RawConnection
    let queries: Queries
    let writes: WriteStatements
    let sealing: any EventSealing
    let unsettled: UnsettledIndex
    var settling = KeySettling()
    /// The user that the command at hand works on; see `Subject`.
    private var subject: Subject?
    /// Whether the command at hand has written nothing yet.
    private var isUntouched = true
    /// What finds the records that the batch has changed, before or after; nil when nobody asks.
    var changedKeys: [UserKey]?

    init(
        on connection: RawConnection, sealing: any EventSealing, unsettled: UnsettledIndex
    ) throws(StoreFailure) {
        self.connection = connection
        self.sealing = sealing
        self.unsettled = unsettled
        queries = try Queries(on: connection, sealing: sealing, unsettled: unsettled)
        let users = try queries.totals().users
        writes = try WriteStatements(users: users, unsettled: unsettled, on: connection)
        state = State(head: try queries.events.head(), users: users)
        try restoreUnsettled()
    }

    /// Before each command: what the one before looked at is forgotten.
    func startCommand() {
        subject = nil
        isUntouched = true
    }

    /// After each command that was not refused.
    func finishCommand() throws(StoreFailure) { try saveTail() }

    /// After each write.
    func noteChange() {
        state.hasChanges = true
        isUntouched = false
    }

    func user(_ key: UserKey) throws(StoreFailure) -> User? {
        let user = try queries.users.user(key)
        // Before a command writes, read model and log agree about the version.
        if subject == nil, isUntouched, let user {
            subject = Subject(
                uuid: user.uuid, authyID: user.authyID, record: user, version: user.version)
        }
        return user
    }

    func insertUser(uuid: UserUUID, email: EmailAddress, at now: Timestamp) throws -> User {
        try saveTail()
        if try writes.keys.isTaken(uuid.key, .uuid) { throw Refusal.uuidTaken }
        let id = try writes.claim(uuid, on: connection)
        let user = User(
            authyID: id, uuid: uuid, email: email.spelling, phoneNumber: nil, createdAt: now,
            updatedAt: now, version: 1)
        try writes.insert(user, email: email)
        subject = Subject(uuid: uuid, authyID: id, version: 0, tail: EventList.Tail())
        state.users += 1
        noteChange()
        return user
    }

    /// What is imported is nobody's subject.
    func beginImport() throws(StoreFailure) {
        try saveTail()
        subject = nil
    }

    func update(_ user: User, phoneNumberPosition: Int64?) throws {
        try noteKeys(of: user)
        let isErased = user.isErased
        if isErased || subject?.authyID != user.authyID { try saveTail() }
        let moved = subject.flatMap { $0.hasMoved ? $0.tail : nil }
        let isThere =
            isErased
            ? try writes.erase(user, on: connection)
            : try writes.update(
                user, tail: moved, phoneNumberPosition: phoneNumberPosition, on: connection)
        guard isThere else { throw StoreFailure.corrupt }
        if subject?.authyID == user.authyID { subject?.hasMoved = false }
        if isErased { state.users -= 1 }
        noteChange()
    }

    func append(
        _ event: UserEvent, to uuid: UserUUID, version: Int64, context: CommandContext
    ) throws -> RecordedEvent {
        var subject = try subject(for: uuid)
        guard version == subject.version + 1 else { throw StoreFailure.corrupt }
        guard let tail = try subject.tail ?? queries.events.tail(ofAuthyID: subject.authyID)
        else { throw StoreFailure.corrupt }
        var recorded = RecordedEvent(
            position: state.head.position + 1, uuid: subject.uuid, version: version,
            time: context.now, organizationID: context.organizationID, actor: context.actor,
            event: event, chainHash: [])
        let bytes = sealing.bytes(of: recorded)
        recorded.chainHash = sealing.chainHash(after: state.head.chainHash, bytes: bytes)
        let jump = try tail.jump(ofVersion: version) { position throws(StoreFailure) in
            try queries.events.link(at: position)?.jump ?? 0
        }
        try writes.append(
            recorded, authyID: subject.authyID, previous: tail.position, jump: jump, bytes: bytes)
        state.head = LogHead(position: recorded.position, chainHash: recorded.chainHash)
        subject.version = version
        subject.tail = EventList.Tail(position: recorded.position, jump: jump)
        subject.hasMoved = true
        self.subject = subject
        noteChange()
        return recorded
    }

    func exportTimes(of uuid: UserUUID, since: Timestamp) throws -> [Timestamp] {
        let id = try authyID(of: uuid)
        return try id.map { try queries.events.exportTimes(ofAuthyID: $0, since: since) } ?? []
    }

    /// Writes what `Subject.hasMoved` says is not written: before the events of the user are read,
    /// before another user becomes the subject, and at the command's end.
    func saveTail() throws(StoreFailure) {
        guard let subject, subject.hasMoved, let tail = subject.tail else { return }
        try writes.setTail(tail, ofAuthyID: subject.authyID)
        self.subject?.hasMoved = false
    }

    private func noteKeys(of user: User) throws(StoreFailure) {
        guard changedKeys != nil else { return }
        var before = subject?.authyID == user.authyID ? subject?.record : nil
        if before == nil { before = try queries.users.user(.authyID(user.authyID)) }
        // Nothing else that a user is found by ever changes, but for being dropped.
        changedKeys?.append(contentsOf: (before ?? user).keys)
        if let before, before.phoneNumber != user.phoneNumber {
            changedKeys?.append(contentsOf: user.numberKeys)
        }
    }

    private func subject(for uuid: UserUUID) throws(StoreFailure) -> Subject {
        if let subject, subject.uuid == uuid { return subject }
        try saveTail()
        guard let id = try queries.keys.authyID(of: uuid),
            let tail = try queries.events.tail(ofAuthyID: id)
        else { throw .corrupt }
        let last = try queries.events.link(at: tail.position)
        return Subject(uuid: uuid, authyID: id, version: last?.version ?? 0, tail: tail)
    }

    private func authyID(of uuid: UserUUID) throws(StoreFailure) -> Int64? {
        if let subject, subject.uuid == uuid { return subject.authyID }
        return try queries.keys.authyID(of: uuid)
    }
}
