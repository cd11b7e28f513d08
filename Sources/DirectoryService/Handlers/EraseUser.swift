import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let eraseUser = Handler(DirectoryAPI.EraseUser.self, .scope(.usersErase)) {
        dispatcher, caller, request, call in
        guard !request.uuid.isEmpty else {
            throw Refusal.invalid(field: "uuid", reason: "must be given")
        }
        let uuid = UserUUID(request.uuid)
        try dispatcher.require(caller, toReach: uuid)
        guard let uuid else { throw Refusal.notFound }
        try dispatcher.require(.uuid(uuid), toBeVisibleTo: caller)
        return try dispatcher.submit(
            DirectoryDomain.EraseUser(uuid: uuid), for: caller, call
        ) { outcome in EraseUserResponse(version: outcome.version) }
    }
}
