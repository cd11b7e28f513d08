import RollcallClient

/// What this family answers when something is wrong.
enum AuthyProblem {
    static func answer(_ status: ProblemStatus, requestID: String) -> Answer {
        .problem(status, in: .authy, requestID: requestID)
    }

    static let exportDisabled = Answer.problem(
        .badRequest, .authy(code: "60154", message: "Phone number export disabled."))
    static let userNotFound = Answer.problem(
        .notFound, .authy(code: "60026", message: "User not found."))
    static let phoneNumberInvalid = Answer.problem(
        .badRequest, .authy(code: "60033", message: "Phone number is invalid."))

    /// The answer to what the daemon refused or could not do.
    static func answer(_ error: RollcallError, requestID: String) -> Answer {
        switch error.code {
        case .unauthenticated: answer(.unauthorized, requestID: requestID)
        case .permissionDenied: exportDisabled
        case .notFound: userNotFound
        case .invalidArgument, .outOfRange, .failedPrecondition: phoneNumberInvalid
        case .resourceExhausted:
            answer(.tooManyRequests, requestID: requestID)
                .retryAfter(milliseconds: error.retryAfterMilliseconds)
        case .unavailable, .deadlineExceeded, .cancelled, .aborted:
            answer(.serviceUnavailable, requestID: requestID)
        case .alreadyExists, .unknown, .unimplemented, .internal, .dataLoss:
            answer(.internalError, requestID: requestID)
        }
    }
}
