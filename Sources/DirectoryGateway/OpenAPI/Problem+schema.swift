import DirectoryAPI

extension Problem {
    /// What `Problem.at` and the dialects' own words for a status look like: the same members, in
    /// any words.
    static func schema(_ status: ProblemStatus, in family: Family) -> Schema {
        let code = Schema.constant(.number(String(status.rawValue)))
        switch family {
        case .smartphoneKey: return smartphoneKey(status, code)
        case .checkUser where status == .unauthorized:
            return .object([
                ("status", code), ("error", .constant(.string("Invalid request"))),
            ])
        case .checkUser:
            return .object([
                ("status", code), ("success", .constant(.bool(false))), ("message", .text()),
            ])
        case .authy:
            return .object([
                ("error_code", .text("^60\\d{3}$")), ("message", .text()),
                ("errors", .object([("message", .text())])),
                ("success", .constant(.bool(false))),
            ])
        case .elsewhere:
            return .object([
                ("type", .constant(.string("about:blank"))),
                ("title", .constant(.string(status.title))), ("status", code),
                ("detail", .text()),
            ])
        }
    }

    private static func smartphoneKey(_ status: ProblemStatus, _ code: Schema) -> Schema {
        var members = [
            ("error", Schema.constant(.string(status.title))), ("message", .text()),
            ("code", code),
        ]
        switch status {
        case .badRequest:
            let detail = Schema.object([
                ("field", .text("^(email|uuid)$")), ("message", .text()),
            ])
            members.append(("details", .list(of: detail)))
        case .internalError: members.append(("requestId", .text("^[A-Za-z0-9._-]{1,64}$")))
        case .unauthorized, .forbidden, .notFound, .methodNotAllowed, .conflict, .contentTooLarge,
            .uriTooLong, .unsupportedMediaType, .tooManyRequests, .headersTooLarge,
            .serviceUnavailable:
            break
        }
        return .object(members, optional: ["details"])
    }
}
