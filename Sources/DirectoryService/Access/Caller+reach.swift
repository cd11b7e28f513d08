import DirectoryDomain

extension Caller {
    /// The user, when there is one and the caller may reach it. Nobody and another's are refused
    /// alike, so that a user token learns nothing.
    func permitted(_ user: DirectoryDomain.User?) throws(Refusal) -> DirectoryDomain.User {
        guard let user else { throw reach == .everyone ? .notFound : .notPermitted }
        guard reach.includes(user.uuid) else { throw .notPermitted }
        return user
    }

    /// Refuses a record that is not the caller's to reach; nil is an id that no user can have.
    func mustReach(_ uuid: UserUUID?) throws(Refusal) {
        guard reach != .everyone else { return }
        guard let uuid, reach.includes(uuid) else { throw .notPermitted }
    }
}
