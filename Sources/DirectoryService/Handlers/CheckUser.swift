import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let checkUser = Handler(CheckUser.self, .scope(.usersCheck)) {
        dispatcher, caller, request, call in
        // Who may reach one record only may not ask who else exists.
        guard caller.reach == .everyone else { throw Refusal.notPermitted }
        let (email, number) = (try email(request.email), try number(request))
        let key = email.map(DirectoryDomain.UserKey.email) ?? number.map { .phoneNumber($0) }
        let charge = try key.flatMap { try dispatcher.charge(caller, for: [$0], call) }
        return try dispatcher.reply(to: call, from: caller, charge) {
            CheckUserResponse(
                try dispatcher.environment.directory.check(
                    email: email, phoneNumber: number, organizationID: caller.organizationID,
                    visibility: caller.visibility, from: dispatcher.reader))
        }
    }

    private static func email(_ text: String) throws(Refusal) -> EmailAddress? {
        if text.isEmpty { return nil }
        guard let email = EmailAddress(text) else {
            throw .invalid(field: "email", reason: EmailAddress.reason)
        }
        return email
    }

    /// The number, unless an e-mail is given, which has priority: then nobody looks at it.
    private static func number(_ request: CheckUserRequest) throws(Refusal) -> PhoneNumber? {
        guard request.email.isEmpty, !request.phoneNumber.isEmpty else { return nil }
        guard let number = PhoneNumber(request.phoneNumber) else {
            throw .invalid(
                field: "phone_number",
                reason: PhoneNumber.reason(refusing: request.phoneNumber) ?? "")
        }
        return number
    }
}

extension CheckUserResponse {
    fileprivate init(_ check: UserDirectory.Check) {
        switch check {
        case .emailExists(let createdAt, let inOrganization):
            self.init(
                match: .emailExists, createdAt: ProtoTimestamp(createdAt),
                existsInCurrentOrganization: inOrganization)
        case .phoneNumberExists(let createdAt, let inOrganization):
            self.init(
                match: .phoneNumberExists, createdAt: ProtoTimestamp(createdAt),
                existsInCurrentOrganization: inOrganization)
        case .notFound: self.init(match: .userNotFound)
        }
    }
}
