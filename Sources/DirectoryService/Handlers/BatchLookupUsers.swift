import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let maximumBatch = 1000

    static let batchLookupUsers = Handler(BatchLookupUsers.self, .scope(.usersRead)) {
        dispatcher, caller, request, call in
        guard request.keys.count <= maximumBatch else {
            throw Refusal.invalid(field: "keys", reason: "must be at most \(maximumBatch)")
        }
        var results: [BatchLookupUsersResponse.Result] = []
        results.reserveCapacity(request.keys.count)
        for key in request.keys {
            try dispatcher.checkDeadline(of: call)
            results.append(try dispatcher.result(of: key, for: caller))
        }
        return .now(BatchLookupUsersResponse(results: results))
    }
}

extension DirectoryDispatcher {
    fileprivate func result(
        of key: DirectoryAPI.UserKey, for caller: Caller
    ) throws -> BatchLookupUsersResponse.Result {
        do {
            let user = try reader.user(DirectoryDomain.UserKey(key))
            return .init(result: .user(DirectoryAPI.User(try caller.permitted(user))))
        } catch Refusal.notFound {
            return .init(result: .notFound)
        } catch Refusal.invalid(let field, let reason) {
            return .init(result: .invalid("\(field): \(reason)"))
        }
    }
}
