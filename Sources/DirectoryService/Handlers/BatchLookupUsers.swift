import DirectoryAPI
import DirectoryDomain
import TTRPC

extension Handler {
    static let maximumBatch = 1000

    static let batchLookupUsers = Handler(BatchLookupUsers.self, .scope(.usersRead)) {
        dispatcher, caller, request, call in
        guard request.keys.count <= maximumBatch else {
            throw Refusal.invalid(field: "keys", reason: "must be at most \(maximumBatch)")
        }
        // Each key counts that can be anybody's.
        let charge = try dispatcher.charge(
            caller, for: request.keys.compactMap { try? DirectoryDomain.UserKey($0) }, call)
        let deadline = call.deadlineNanoseconds
        return try dispatcher.reply(to: call, from: caller, charge) {
            var results: [BatchLookupUsersResponse.Result] = []
            results.reserveCapacity(request.keys.count)
            for key in request.keys {
                try dispatcher.check(deadlineNanoseconds: deadline)
                results.append(try dispatcher.result(of: key, for: caller))
            }
            return BatchLookupUsersResponse(results: results)
        }
    }
}

extension DirectoryDispatcher {
    fileprivate func result(
        of key: DirectoryAPI.UserKey, for caller: Caller
    ) throws -> BatchLookupUsersResponse.Result {
        do {
            let user = try user(DirectoryDomain.UserKey(key), for: caller)
            return .init(result: .user(DirectoryAPI.User(try caller.permitted(user))))
        } catch Refusal.notFound {
            return .init(result: .notFound)
        } catch Refusal.invalid(let field, let reason) {
            return .init(result: .invalid("\(field): \(reason)"))
        }
    }
}
