import RollcallClient

/// What this family answers when something is wrong.
enum CheckUserProblem {
    static func answer(_ status: ProblemStatus, requestID: String) -> Answer {
        .problem(status, in: .checkUser, requestID: requestID)
    }

    static func badRequest(_ message: String) -> Answer {
        .problem(.badRequest, .checkUser(message: message))
    }

    /// The answer to what the daemon refused or could not do.
    ///
    /// - Parameter invalid: what is wrong with the request, if the daemon found it to be.
    static func answer(_ error: RollcallError, requestID: String, invalid: Answer) -> Answer {
        switch error.code {
        case .invalidArgument, .outOfRange: invalid
        case .unauthenticated: answer(.unauthorized, requestID: requestID)
        case .permissionDenied: answer(.forbidden, requestID: requestID)
        case .resourceExhausted:
            answer(.tooManyRequests, requestID: requestID)
                .retryAfter(milliseconds: error.retryAfterMilliseconds)
        case .unavailable, .deadlineExceeded, .cancelled:
            answer(.serviceUnavailable, requestID: requestID)
        // Nobody found is an answer here, so that NOT_FOUND and the like are defects.
        case .notFound, .alreadyExists, .aborted, .failedPrecondition, .unknown, .unimplemented,
            .internal, .dataLoss:
            answer(.internalError, requestID: requestID)
        }
    }
}
