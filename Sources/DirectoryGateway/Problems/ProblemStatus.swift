/// The statuses other than success that the gateway answers with.
enum ProblemStatus: Int, CaseIterable, Sendable {
    case badRequest = 400
    case unauthorized = 401
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case conflict = 409
    case contentTooLarge = 413
    case uriTooLong = 414
    case unsupportedMediaType = 415
    case tooManyRequests = 429
    case headersTooLarge = 431
    case internalError = 500
    case serviceUnavailable = 503

    /// As RFC 9110 and RFC 6585 name it.
    var title: String {
        switch self {
        case .badRequest: "Bad Request"
        case .unauthorized: "Unauthorized"
        case .forbidden: "Forbidden"
        case .notFound: "Not Found"
        case .methodNotAllowed: "Method Not Allowed"
        case .conflict: "Conflict"
        case .contentTooLarge: "Content Too Large"
        case .uriTooLong: "URI Too Long"
        case .unsupportedMediaType: "Unsupported Media Type"
        case .tooManyRequests: "Too Many Requests"
        case .headersTooLarge: "Request Header Fields Too Large"
        case .internalError: "Internal Server Error"
        case .serviceUnavailable: "Service Unavailable"
        }
    }

    /// What it means, for whoever sent the request.
    var explanation: String {
        switch self {
        case .badRequest: "The request contains invalid parameters or malformed data"
        case .unauthorized: "The credentials are missing or invalid"
        case .forbidden: "The credentials do not allow this request"
        case .notFound: "The requested resource was not found"
        case .methodNotAllowed: "The resource does not support this method"
        case .conflict: "The request conflicts with an existing resource"
        case .contentTooLarge: "The request body is too large"
        case .uriTooLong: "The request target is too long"
        case .unsupportedMediaType: "The request body must be application/json"
        case .tooManyRequests: "Too many requests. Please try again later"
        case .headersTooLarge: "The request header is too large"
        case .internalError: "An unexpected error occurred on the server"
        case .serviceUnavailable:
            "The service is temporarily unavailable. Please try again later"
        }
    }
}
