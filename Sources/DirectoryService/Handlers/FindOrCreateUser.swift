import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let findOrCreateUser = Handler(
        DirectoryAPI.FindOrCreateUser.self, .scope(.usersCreate)
    ) { dispatcher, caller, request, call in
        guard let email = EmailAddress(request.email) else {
            throw Refusal.invalid(field: "email", reason: EmailAddress.reason)
        }
        let requested = request.uuid.isEmpty ? nil : UserUUID(request.uuid)
        if requested == nil, !request.uuid.isEmpty {
            throw Refusal.invalid(field: "uuid", reason: UserUUID.reason)
        }
        let charge = try dispatcher.charge(caller, for: [.email(email)], call)
        // Nearly every call finds: that needs no turn with the writer.
        let found = try dispatcher.user(.email(email), for: caller)
        if found != nil || request.findOnly || caller.reach != .everyone {
            return try dispatcher.reply(to: call, from: caller, charge) {
                let user = DirectoryAPI.User(try caller.permitted(found))
                return FindOrCreateUserResponse(user: user, created: false)
            }
        }
        if let charge { dispatcher.record(charge, for: caller, call) }
        let command = DirectoryDomain.FindOrCreateUser(
            email: email, requestedUUID: requested,
            freshUUID: RandomBytes.uuid(at: dispatcher.environment.clock()),
            isIsolated: caller.visibility == .isolated)
        return try dispatcher.submit(command, for: caller, call) { outcome in
            FindOrCreateUserResponse(
                user: DirectoryAPI.User(outcome.user), created: outcome.created)
        }
    }
}
