import DirectoryAPI
import RollcallClient

/// `GET /api/v1/check-user?email=&phone-number=`: the address has priority, and with both given the
/// number is not looked at.
struct ExistenceCheck: Sendable {
    let directory: Directory

    func answer(_ exchange: Exchange) async -> Answer {
        let email = exchange.query.first("email")
        let number = exchange.query.first("phone-number")
        let result = await directory.ask(
            CheckUser.self, ExistenceCheck.request(email: email, number: number),
            for: exchange)
        switch result {
        case .success(let response):
            return ExistenceCheck.body(response).map(Answer.ok)
                ?? CheckUserProblem.answer(.internalError, requestID: exchange.requestID)
        case .failure(let error):
            return CheckUserProblem.answer(
                error, requestID: exchange.requestID,
                invalid: ExistenceCheck.complaint(email: email, number: number))
        }
    }

    /// An address that does not decode was given all the same: the number must not be looked up in
    /// its place. So neither is sent, which the daemon refuses.
    static func request(email: QueryParameter, number: QueryParameter) -> CheckUserRequest {
        switch email {
        case .value(let address): CheckUserRequest(email: address, phoneNumber: number.phoneNumber)
        case .notGiven: CheckUserRequest(email: "", phoneNumber: number.phoneNumber)
        case .malformed: CheckUserRequest()
        }
    }

    /// nil for a match that this gateway does not know.
    static func body(_ response: CheckUserResponse) -> JSONValue? {
        switch response.match {
        case .emailExists: found("Email already exists", "EMAIL_EXISTS", response)
        case .phoneNumberExists:
            found("Phone number already exists", "PHONE_NUMBER_EXISTS", response)
        case .userNotFound:
            .members(
                ("status", .number("200")), ("success", .bool(false)),
                ("message", .string("User does not exist")),
                ("data", .members(("code", .string("USER_NOT_FOUND")))))
        case .unspecified: nil
        }
    }

    private static func found(
        _ message: String, _ code: String, _ response: CheckUserResponse
    ) -> JSONValue {
        .members(
            ("status", .number("200")), ("success", .bool(true)), ("message", .string(message)),
            (
                "data",
                .members(
                    ("createdAt", .time(response.createdAt)),
                    ("existsInCurrentOrganization", .bool(response.existsInCurrentOrganization)),
                    ("code", .string(code)))
            ))
    }

    static func complaint(email: QueryParameter, number: QueryParameter) -> Answer {
        switch (email, number) {
        case (.notGiven, .notGiven):
            CheckUserProblem.badRequest("Email or phone number is required.")
        case (.notGiven, _): CheckUserProblem.badRequest("Phone number is invalid.")
        case (_, _): CheckUserProblem.badRequest("Email is invalid.")
        }
    }
}
