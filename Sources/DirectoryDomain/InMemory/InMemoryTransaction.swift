/// One command's work on a copy of the state.
final class InMemoryTransaction: InMemoryReading, DirectoryTransaction {
    private(set) var state: InMemoryState {
        didSet { hasChanges = true }
    }
    private(set) var hasChanges = false
    let sealing: any EventSealing
    /// What finds a record that was changed, before or after.
    private(set) var changedKeys: [UserKey] = []

    /// Its reads are nobody's to keep.
    var sequence: UInt64 { 0 }

    init(_ state: InMemoryState, sealing: any EventSealing) {
        self.state = state
        self.sealing = sealing
    }

    func insertUser(uuid: UserUUID, email: EmailAddress, at now: Timestamp) throws -> User {
        let user = User(
            authyID: state.lastAuthyID + 1, uuid: uuid, email: email.spelling,
            phoneNumber: nil, createdAt: now, updatedAt: now, version: 1)
        guard state.insert(user, email: email) else { throw Refusal.uuidTaken }
        return user
    }

    func importUser(
        _ user: User, history: [DatedEvent], context: CommandContext
    ) throws -> Int64? {
        var user = user
        if user.authyID == 0 { user.authyID = state.lastAuthyID + 1 }
        let number = user.phoneNumber
        user.phoneNumber = nil
        guard state.insert(user, email: EmailAddress(trusted: user.email)) else { return nil }
        var phoneNumberPosition: Int64?
        for (index, dated) in history.enumerated() {
            var context = context
            context.now = dated.time
            let event = try append(
                dated.event, to: user.uuid, version: Int64(index + 1), context: context)
            if case .phoneNumberSet = dated.event { phoneNumberPosition = event.position }
        }
        user.phoneNumber = number
        changedKeys += user.numberKeys
        state.replace(user, phoneNumberPosition: phoneNumberPosition)
        return user.authyID
    }

    func update(_ user: User, phoneNumberPosition: Int64?) throws {
        guard let before = state.record(authyID: user.authyID)?.user
        else { throw StoreFailure.corrupt }
        changedKeys += before.keys + user.keys
        state.replace(user, phoneNumberPosition: phoneNumberPosition)
    }

    func append(
        _ event: UserEvent, to uuid: UserUUID, version: Int64, context: CommandContext
    ) throws -> RecordedEvent {
        guard version == (state.entries(of: uuid).last?.version ?? 0) + 1
        else { throw StoreFailure.corrupt }
        var recorded = RecordedEvent(
            position: Int64(state.log.count + 1), uuid: uuid, version: version, time: context.now,
            organizationID: context.organizationID, actor: context.actor, event: event,
            chainHash: [])
        let bytes = sealing.bytes(of: recorded)
        let previous = state.log.last?.chainHash ?? [UInt8](repeating: 0, count: 32)
        recorded.chainHash = sealing.chainHash(after: previous, bytes: bytes)
        state.append(
            InMemoryState.LogEntry(
                position: recorded.position, version: version, bytes: bytes,
                chainHash: recorded.chainHash),
            of: recorded)
        return recorded
    }

    func exportTimes(of uuid: UserUUID, since: Timestamp) throws -> [Timestamp] {
        state.exportTimes(of: uuid).filter { since < $0 }
    }

    func insert(_ organization: Organization) throws { state.organizations.append(organization) }

    func update(_ organization: Organization) throws {
        guard let index = state.organizations.firstIndex(where: { $0.id == organization.id })
        else { throw StoreFailure.corrupt }
        state.organizations[index].visibility = organization.visibility
    }

    func setMembership(authyID: Int64, organizationID: String, member: Bool) throws {
        guard state.record(authyID: authyID) != nil else { throw StoreFailure.corrupt }
        state.setMembership(authyID: authyID, organizationID: organizationID, member: member)
    }

    func insert(_ key: APIKey) throws { state.keys.append(key) }

    func update(_ key: APIKey) throws {
        guard let index = state.keys.firstIndex(where: { $0.id == key.id })
        else { throw StoreFailure.corrupt }
        state.keys[index].revokedAt = key.revokedAt
        state.keys[index].lastUsedAt = key.lastUsedAt
        state.keys[index].budget = key.budget
    }

    func add(_ day: StoredLookUps.Day, toLookUpsOf keyID: String) throws {
        var known = state.lookUps[keyID]?.day ?? day
        if known.secret != day.secret { known = day }
        known.startedAt = day.startedAt
        known.hashes = Set(known.hashes).union(day.hashes).sorted()
        state.lookUps[keyID, default: StoredLookUps()].day = known
    }

    func add(
        _ requests: StoredLookUps.Requests, toLookUpsOf keyID: String,
        forgettingUpTo time: Timestamp
    ) throws {
        var known = state.lookUps[keyID]?.requests ?? []
        if let last = known.lastIndex(where: { $0.isAhead && $0.at <= time }) {
            known.removeFirst(last)
        }
        state.lookUps[keyID, default: StoredLookUps()].requests = known + [requests]
    }

    func forgetLookUps(startedUpTo time: Timestamp) throws {
        for (id, lookUps) in state.lookUps {
            if let day = lookUps.day, day.startedAt <= time { state.lookUps[id]?.day = nil }
        }
    }
}
