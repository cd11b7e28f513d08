import DirectoryAPI
import RollcallClient

/// `GET /users/by-email?email=&uuid=`: who has this address, made first if nobody has. HEAD only
/// finds.
struct FindByEmail: Sendable {
    let directory: Directory

    func answer(_ exchange: Exchange) async -> Answer {
        let email = exchange.query.first("email")
        let uuid = exchange.query.first("uuid")
        // A malformed uuid must not read as none: the user would be made under another.
        let isAnswerable = uuid != .malformed
        let request = FindOrCreateUserRequest(
            email: isAnswerable ? email.text : "", uuid: uuid.text,
            findOnly: exchange.changesNothing)
        let result = await directory.ask(FindOrCreateUser.self, request, for: exchange)
        switch result {
        case .success(let found):
            guard let user = found.user else {
                return SmartphoneKeyProblem.answer(.internalError, requestID: exchange.requestID)
            }
            return .ok(FindByEmail.body(user))
        case .failure(let error) where error.code == .alreadyExists:
            return SmartphoneKeyProblem.conflict(FindByEmail.taken)
        case .failure(let error):
            return SmartphoneKeyProblem.answer(
                error, requestID: exchange.requestID,
                invalid: FindByEmail.complaint(email: email, uuid: uuid))
        }
    }

    static let taken = "The email or uuid belongs to another user"

    static func body(_ user: User) -> JSONValue {
        .members(
            ("uuid", .string(user.uuid)), ("email", .string(user.email)),
            ("created_at", .time(user.createdAt)))
    }

    /// What is wrong with parameters that the daemon refused: the uuid where it is seen to be, the
    /// address otherwise.
    static func complaint(email: QueryParameter, uuid: QueryParameter) -> Answer {
        var details: [Problem.FieldDetail] = []
        switch email {
        case .notGiven: details.append(.init(field: "email", message: "Email is required"))
        case .malformed:
            details.append(.init(field: "email", message: "Invalid email format"))
        case .value: break
        }
        if !UserID.isWellFormed(uuid) {
            details.append(.init(field: "uuid", message: "Invalid uuid format"))
        }
        if details.isEmpty {
            details.append(.init(field: "email", message: "Invalid email format"))
        }
        return SmartphoneKeyProblem.badRequest(details)
    }
}
