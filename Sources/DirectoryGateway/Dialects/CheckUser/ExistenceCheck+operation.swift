import DirectoryAPI

extension ExistenceCheck {
    static let operation = Operation(
        id: "checkUser", summary: "Check if user already exists",
        explanation: """
            Checks if a user exists in the system by their email or phone number. Either must be \
            given. If both are, email takes priority and the phone number is not looked at. \
            existsInCurrentOrganization says whether the user belongs to the organization of the \
            key. Special characters must be url-encoded: pass %2b instead of + in the number. \
            A key may have a budget of look-ups; beyond it the answer is 429.
            """,
        parameters: [
            .init(
                name: "email", place: .query, isRequired: false,
                explanation: "The user's email address. Required if phone-number is not provided.",
                schema: .optionalEmail, example: "john@example.com"),
            .init(
                name: "phone-number", place: .query, isRequired: false,
                explanation: "The user's phone number. Required if email is not provided.",
                schema: .optionalPhoneNumber, example: "+11111111111"),
        ],
        success: .init(
            .oneOf([
                found("Email already exists", "EMAIL_EXISTS"),
                found("Phone number already exists", "PHONE_NUMBER_EXISTS"),
                .object([
                    ("status", .constant(.number("200"))), ("success", .constant(.bool(false))),
                    ("message", .constant(.string("User does not exist"))),
                    ("data", .object([("code", .constant(.string("USER_NOT_FOUND")))])),
                ]),
            ]),
            examples: [
                example("email", .emailExists, inOrganization: true),
                example("phoneNumber", .phoneNumberExists, inOrganization: false),
                example("notFound", .userNotFound, inOrganization: false),
            ]),
        problems: [.badRequest, .unauthorized, .forbidden] + Operation.daemonProblems,
        samples: [
            .init(
                name: "neither",
                answer: ExistenceCheck.complaint(email: .notGiven, number: .notGiven))
        ])

    private static func found(_ message: String, _ code: String) -> Schema {
        .object([
            ("status", .constant(.number("200"))), ("success", .constant(.bool(true))),
            ("message", .constant(.string(message))),
            (
                "data",
                .object([
                    ("createdAt", .milliseconds), ("existsInCurrentOrganization", .boolean),
                    ("code", .constant(.string(code))),
                ])
            ),
        ])
    }

    private static func example(
        _ name: String, _ match: CheckUserResponse.Match, inOrganization: Bool
    ) -> Operation.Example {
        let response = CheckUserResponse(
            match: match, createdAt: ProtoTimestamp(rfc3339: "2024-09-04T12:00:00.000Z"),
            existsInCurrentOrganization: inOrganization)
        return .init(name: name, value: body(response) ?? .null)
    }
}
