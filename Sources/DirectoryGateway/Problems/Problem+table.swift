extension Problem {
    /// The one table of what each family says at each status. A dialect that has more to say than
    /// the status does changes the words of its own entry.
    ///
    /// - Parameter requestID: told in the 500 of the families that have a place for it.
    static func at(_ status: ProblemStatus, in family: Family, requestID: String) -> Problem {
        switch family {
        case .smartphoneKey:
            .smartphoneKey(
                error: status.title, message: status.explanation, details: [],
                requestID: status == .internalError ? requestID : nil)
        case .checkUser: checkUser(status)
        case .authy: authy(status)
        case .elsewhere: .standard(title: status.title, detail: status.explanation)
        }
    }

    private static func checkUser(_ status: ProblemStatus) -> Problem {
        switch status {
        case .unauthorized: .checkUserRefusal(error: "Invalid request")
        case .badRequest: .checkUser(message: "Email or phone number is invalid.")
        case .forbidden, .notFound, .methodNotAllowed, .conflict, .contentTooLarge, .uriTooLong,
            .unsupportedMediaType, .tooManyRequests, .headersTooLarge, .internalError,
            .serviceUnavailable:
            .checkUser(message: status.explanation + ".")
        }
    }

    private static func authy(_ status: ProblemStatus) -> Problem {
        switch status {
        case .unauthorized: .authy(code: "60001", message: "Invalid API key.")
        case .tooManyRequests: .authy(code: "60003", message: "DoS protected.")
        case .badRequest, .forbidden, .notFound, .methodNotAllowed, .conflict, .contentTooLarge,
            .uriTooLong, .unsupportedMediaType, .headersTooLarge, .internalError,
            .serviceUnavailable:
            .authy(code: "60002", message: status.explanation + ".")
        }
    }
}
