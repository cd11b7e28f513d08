import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let checkUser = Handler(CheckUser.self, .scope(.usersCheck)) {
        dispatcher, caller, request, _ in
        // The e-mail has priority; it is no fallback: with both given only it is looked up.
        if !request.email.isEmpty {
            guard let email = EmailAddress(request.email) else {
                throw Refusal.invalid(field: "email", reason: EmailAddress.reason)
            }
            let user = try dispatcher.reader.user(.email(email))
            return .now(try dispatcher.answer(user, as: .emailExists, for: caller))
        }
        guard !request.phoneNumber.isEmpty else {
            throw Refusal.invalid(
                field: "email", reason: "an email or a phone_number must be given")
        }
        guard let number = PhoneNumber(request.phoneNumber) else {
            throw Refusal.invalid(
                field: "phone_number",
                reason: PhoneNumber.reason(refusing: request.phoneNumber) ?? "")
        }
        let holder = try dispatcher.reader.holder(
            of: number, preferring: caller.organizationID)
        return .now(try dispatcher.answer(holder, as: .phoneNumberExists, for: caller))
    }
}

extension DirectoryDispatcher {
    fileprivate func answer(
        _ user: DirectoryDomain.User?, as match: CheckUserResponse.Match, for caller: Caller
    ) throws -> CheckUserResponse {
        if caller.reach != .everyone { _ = try caller.permitted(user) }
        guard let user else { return CheckUserResponse(match: .userNotFound) }
        let isMember = try reader.isMember(authyID: user.authyID, of: caller.organizationID)
        return CheckUserResponse(
            match: match, createdAt: ProtoTimestamp(user.createdAt),
            existsInCurrentOrganization: isMember)
    }
}
