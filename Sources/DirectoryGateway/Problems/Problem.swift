import DirectoryAPI

/// A problem in the words of its family, before it is written down.
enum Problem: Equatable, Sendable {
    /// `{"error","message","code"}`; by-email's 400 adds `details`, every 500 `requestId`.
    case smartphoneKey(error: String, message: String, details: [FieldDetail], requestID: String?)
    /// `{"status","success":false,"message"}`
    case checkUser(message: String)
    /// `{"status","error"}`, which the document has for 401 alone.
    case checkUserRefusal(error: String)
    /// `{"error_code","message","errors":{"message"},"success":false}`, the code a string.
    case authy(code: String, message: String)
    /// `{"type","title","status","detail"}`. Source: RFC 9457, section 3.
    case standard(title: String, detail: String)

    struct FieldDetail: Equatable, Sendable {
        let field: String
        let message: String
    }

    var contentType: String {
        switch self {
        case .smartphoneKey, .checkUser, .checkUserRefusal, .authy: "application/json"
        case .standard: "application/problem+json"
        }
    }

    func body(_ status: ProblemStatus) -> JSONValue {
        let number = JSONValue.number(String(status.rawValue))
        switch self {
        case .smartphoneKey(let error, let message, let details, let requestID):
            var members = [
                JSONValue.Member("error", .string(error)),
                JSONValue.Member("message", .string(message)),
                JSONValue.Member("code", number),
            ]
            if !details.isEmpty {
                members.append(JSONValue.Member("details", .array(details.map(\.json))))
            }
            if let requestID {
                members.append(JSONValue.Member("requestId", .string(requestID)))
            }
            return .object(members)
        case .checkUser(let message):
            return .members(
                ("status", number), ("success", .bool(false)), ("message", .string(message)))
        case .checkUserRefusal(let error):
            return .members(("status", number), ("error", .string(error)))
        case .authy(let code, let message):
            return .members(
                ("error_code", .string(code)), ("message", .string(message)),
                ("errors", .members(("message", .string(message)))), ("success", .bool(false)))
        case .standard(let title, let detail):
            return .members(
                ("type", .string("about:blank")), ("title", .string(title)), ("status", number),
                ("detail", .string(detail)))
        }
    }
}

extension Problem.FieldDetail {
    fileprivate var json: JSONValue {
        .members(("field", .string(field)), ("message", .string(message)))
    }
}
