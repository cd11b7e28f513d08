import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let lookupUser = Handler(LookupUser.self, .scope(.usersRead)) {
        dispatcher, caller, request, _ in
        let user = try dispatcher.reader.user(DirectoryDomain.UserKey(request.key))
        return .now(DirectoryAPI.User(try caller.permitted(user)))
    }
}

extension Caller {
    /// The user, when there is one and the caller may reach it. Nobody and another's are refused
    /// alike, so that a user token learns nothing.
    func permitted(_ user: DirectoryDomain.User?) throws(Refusal) -> DirectoryDomain.User {
        guard let user else { throw reach == .everyone ? .notFound : .notPermitted }
        guard reach.includes(user.uuid) else { throw .notPermitted }
        return user
    }
}
