import DirectoryDomain

extension Caller {
    /// The user, when there is one and the caller may reach it. Nobody and another's are refused
    /// alike, so that a user token learns nothing.
    func permitted(_ user: DirectoryDomain.User?) throws(Refusal) -> DirectoryDomain.User {
        guard let user else { throw reach == .everyone ? .notFound : .notPermitted }
        guard reach.includes(user.uuid) else { throw .notPermitted }
        // What is left of an erased user is nobody's record.
        if user.isErased, reach != .everyone { throw .notPermitted }
        return user
    }
}

extension DirectoryDispatcher {
    /// Refuses a record that is not the caller's to reach, or is nobody's; nil is an id that no
    /// user can have.
    func require(_ caller: Caller, toReach uuid: UserUUID?) throws {
        guard caller.reach != .everyone else { return }
        guard let uuid else { throw Refusal.notPermitted }
        _ = try caller.permitted(user(.uuid(uuid), for: caller))
    }

    /// The user, when the caller's organization may see it: else nil, in the same time for who is
    /// there and for who is not.
    func user(
        _ key: DirectoryDomain.UserKey, for caller: Caller
    ) throws(StoreFailure) -> DirectoryDomain.User? {
        switch caller.visibility {
        case .shared: try reader.user(key)
        case .isolated: try reader.member(key, of: caller.organizationID)
        }
    }

    /// Refuses, as if there were nobody, a user whom the caller's organization may not see. To be
    /// asked before a command is sent: the writer's time would tell one from the other.
    func require(
        _ key: DirectoryDomain.UserKey, toBeVisibleTo caller: Caller
    ) throws {
        guard caller.visibility == .isolated else { return }
        guard try user(key, for: caller) != nil else { throw Refusal.notFound }
    }
}
