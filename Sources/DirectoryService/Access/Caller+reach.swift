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
        _ = try caller.permitted(reader.user(.uuid(uuid)))
    }
}
