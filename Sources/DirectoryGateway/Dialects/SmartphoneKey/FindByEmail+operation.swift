import DirectoryAPI

extension FindByEmail {
    static let operation = Operation(
        id: "findOrCreateUserByEmail", summary: "Find user by email address",
        explanation: """
            Looks up a user by email address. If the user does not exist, creates them. This \
            endpoint is idempotent: safe to call multiple times for the same email. HEAD only \
            finds. A key may have a budget of look-ups; beyond it the answer is 429.
            """,
        parameters: [
            .init(
                name: "email", place: .query, isRequired: true, explanation: "User email address",
                schema: .emailParameter, example: "user@example.com"),
            .init(
                name: "uuid", place: .query, isRequired: false,
                explanation: "Optional UUID to assign to the new user", schema: .optionalUserID,
                example: "example_string"),
        ],
        success: .init(
            .object([
                ("uuid", .userID), ("email", .emailAddress), ("created_at", .milliseconds),
            ]),
            examples: [
                .init(
                    name: "found",
                    value: .members(
                        ("uuid", .string("550e8400-e29b-41d4-a716-446655440000")),
                        ("email", .string("user@example.com")),
                        ("created_at", .string("2024-01-15T10:30:00.000Z"))))
            ]),
        problems: [.badRequest, .unauthorized, .forbidden, .conflict] + Operation.daemonProblems,
        headProblems: [.notFound],
        samples: [
            .init(
                name: "invalidEmail",
                answer: FindByEmail.complaint(email: .value(""), uuid: .notGiven)),
            .init(
                name: "taken", answer: SmartphoneKeyProblem.conflict(FindByEmail.taken)),
        ])
}
