import RollcallClient

/// What this family answers when something is wrong.
enum SmartphoneKeyProblem {
    static func answer(_ status: ProblemStatus, requestID: String) -> Answer {
        .problem(status, in: .smartphoneKey, requestID: requestID)
    }

    /// 400 that says what is wrong in its message.
    static func badRequest(_ message: String) -> Answer {
        problem(.badRequest, message, details: [])
    }

    /// 400 that names the fields, as the document of by-email has it.
    static func badRequest(_ details: [Problem.FieldDetail]) -> Answer {
        problem(.badRequest, ProblemStatus.badRequest.explanation, details: details)
    }

    static func conflict(_ message: String) -> Answer {
        problem(.conflict, message, details: [])
    }

    private static func problem(
        _ status: ProblemStatus, _ message: String, details: [Problem.FieldDetail]
    ) -> Answer {
        .problem(
            status,
            .smartphoneKey(
                error: status.title, message: message, details: details, requestID: nil))
    }

    /// The answer to what the daemon refused or could not do.
    ///
    /// - Parameter invalid: what is wrong with the request, if the daemon found it to be.
    static func answer(_ error: RollcallError, requestID: String, invalid: Answer) -> Answer {
        switch error.code {
        case .invalidArgument, .outOfRange: invalid
        case .unauthenticated: answer(.unauthorized, requestID: requestID)
        case .permissionDenied: answer(.forbidden, requestID: requestID)
        case .notFound: answer(.notFound, requestID: requestID)
        case .alreadyExists, .aborted, .failedPrecondition: answer(.conflict, requestID: requestID)
        case .resourceExhausted:
            answer(.tooManyRequests, requestID: requestID)
                .retryAfter(milliseconds: error.retryAfterMilliseconds)
        case .unavailable, .deadlineExceeded, .cancelled:
            answer(.serviceUnavailable, requestID: requestID)
        case .unknown, .unimplemented, .internal, .dataLoss:
            answer(.internalError, requestID: requestID)
        }
    }
}
