import DirectoryAPI
import DirectoryDomain
import TTRPC

/// Says who calls. One for each worker.
final class Authenticator {
    /// Made once, not for each call.
    private static let everything = Set(Scope.allCases)

    private let environment: ServiceEnvironment
    private let reader: any DirectoryReader
    /// The last minute in which this worker noted each key's use, so that a busy key costs one
    /// write a minute.
    private var notedMinutes: [String: Timestamp] = [:]
    private var remembered = RememberedCallers()

    init(environment: ServiceEnvironment, reader: any DirectoryReader) {
        self.environment = environment
        self.reader = reader
    }

    /// Who calls, once it is clear that they may call a method of this rule. Throws
    /// UNAUTHENTICATED, RESOURCE_EXHAUSTED or PERMISSION_DENIED, looked at in that order.
    func admit(_ call: borrowing IncomingCall, by rule: AccessRule) throws -> Caller {
        switch rule {
        case .open:
            return Caller(actor: ActorName.user(call.peer.uid), scopes: [])
        case .admin:
            guard environment.roles.role(of: call.peer) == .admin else {
                throw Status(.permissionDenied, "only an admin uid may call this service")
            }
            return Caller(
                actor: ActorName.user(call.peer.uid), scopes: Authenticator.everything,
                lane: .operations)
        case .scope(let scope):
            let caller = try identify(call)
            try require(scope, of: caller)
            return caller
        case .limitedScope(let scope):
            let caller = try identify(call)
            try count(caller)
            try require(scope, of: caller)
            return caller
        }
    }

    private func identify(_ call: borrowing IncomingCall) throws -> Caller {
        let role = environment.roles.role(of: call.peer)
        // Before any key is looked up; see KeyChanges.
        let changes = environment.keyChanges.current
        var caller: Caller
        if let known = remembered.caller(of: call, changes: changes, now: environment.clock) {
            caller = known
        } else if let secret = call.metadata(MetadataKey.apiKey) {
            caller = try holder(of: secret, call, changes)
        } else if role != .stranger {
            caller = Caller(
                actor: ActorName.user(call.peer.uid), scopes: Authenticator.everything)
            remembered.remember(caller, of: call)
        } else {
            throw Status(.unauthenticated, "an API key is needed")
        }
        if role != .stranger { restrict(&caller, to: call) }
        return caller
    }

    private func holder(
        of secret: String, _ call: borrowing IncomingCall, _ changes: UInt64
    ) throws -> Caller {
        let now = environment.clock()
        guard let key = try KeyGate.key(of: secret, in: reader, at: now) else {
            throw Status(.unauthenticated, "the API key is not valid")
        }
        note(key, usedAt: now)
        var caller = Caller(
            organizationID: key.organizationID, actor: ActorName.key(key.id), scopes: key.scopes)
        caller.visibility = key.visibility
        if !key.budget.isUnlimited {
            let meter = try environment.lookUpMeters.meter(
                ofKey: key.id, in: reader, at: now,
                milliseconds: Int64(environment.monotonic() / 1_000_000))
            caller.meter = (meter, key.budget)
        }
        remembered.remember(caller, key, secret: secret, at: now, changes: changes, of: call)
        return caller
    }

    /// What a trusted peer says of the token that it has verified can only take rights away.
    private func restrict(_ caller: inout Caller, to call: borrowing IncomingCall) {
        if let subject = call.metadata(MetadataKey.subject) {
            caller.actor = ActorName.subject(subject)
        }
        if let scopes = call.metadata(MetadataKey.scopes) {
            let named = scopes.split(separator: " ").compactMap { Scope(rawValue: String($0)) }
            caller.scopes.formIntersection(named)
        }
        if let user = call.metadata(MetadataKey.user) {
            caller.reach = UserUUID(user).map { .only($0) } ?? .nobody
        }
    }

    private func require(_ scope: Scope, of caller: Caller) throws {
        guard caller.scopes.contains(scope) else {
            throw Status(.permissionDenied, "the scope \(scope.rawValue) is missing")
        }
    }

    private func count(_ caller: Caller) throws {
        guard !caller.organizationID.isEmpty else { return }
        let now = Int64(environment.monotonic() / 1_000_000)
        switch environment.applicationLimits.admit(caller.organizationID, atMilliseconds: now) {
        case .admitted: return
        case .refused(let milliseconds):
            throw Status(
                .resourceExhausted, "the organization's exports of this minute are spent",
                retryAfterMilliseconds: milliseconds)
        }
    }

    private func note(_ key: DirectoryDomain.APIKey, usedAt now: Timestamp) {
        let minute = RecordKeyUse.minute(of: now)
        if let last = key.lastUsedAt, last >= minute { return }
        if let noted = notedMinutes[key.id], noted >= minute { return }
        if notedMinutes.count > 10_000 { notedMinutes.removeAll() }
        notedMinutes[key.id] = minute
        environment.directory.submit(
            RecordKeyUse(id: key.id, usedAt: now),
            from: CommandOrigin(organizationID: "", actor: "")
        ) { _ in }
    }
}
