import DirectoryAPI
import RollcallClient

/// `GET /users/by-phone?phoneNumber=`: who set exactly this number. Makes nobody.
struct FindByPhone: Sendable {
    let directory: Directory

    func answer(_ exchange: Exchange) async -> Answer {
        let number = exchange.query.first("phoneNumber")
        let key = UserKey(.phoneNumber(number.phoneNumber))
        let result = await directory.ask(
            LookupUser.self, LookupUserRequest(key: key), for: exchange)
        switch result {
        case .success(let user): return .ok(FindByPhone.body(user))
        case .failure(let error):
            return SmartphoneKeyProblem.answer(
                error, requestID: exchange.requestID, invalid: FindByPhone.complaint(number))
        }
    }

    static func body(_ user: User) -> JSONValue {
        .members(
            ("uuid", .string(user.uuid)), ("email", .string(user.email)),
            ("phoneNumber", user.phoneNumber.isEmpty ? .null : .string(user.phoneNumber)),
            ("created_at", .time(user.createdAt)))
    }

    static func complaint(_ number: QueryParameter) -> Answer {
        switch number {
        case .notGiven:
            SmartphoneKeyProblem.badRequest("The query parameter phoneNumber is required")
        case .malformed, .value:
            SmartphoneKeyProblem.badRequest("The query parameter phoneNumber is invalid")
        }
    }
}
