import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let lookupUser = Handler(LookupUser.self, .scope(.usersRead)) {
        dispatcher, caller, request, _ in
        let user = try dispatcher.reader.user(DirectoryDomain.UserKey(request.key))
        return .now(DirectoryAPI.User(try caller.permitted(user)))
    }
}
