import DirectoryAPI

extension FindByPhone {
    static let operation = Operation(
        id: "findUserByPhone", summary: "Find user by phone number",
        explanation: """
            Looks up a user by their phone number, as exactly the text that was set. Returns 404 \
            if no user has that number. Unlike /users/by-email this never creates a user. \
            A key may have a budget of look-ups; beyond it the answer is 429.
            """,
        parameters: [
            .init(
                name: "phoneNumber", place: .query, isRequired: true,
                explanation: "Phone number to look up (exact match)", schema: .phoneNumber,
                example: "+1-555-0123")
        ],
        success: .init(
            .object([
                ("uuid", .userID), ("email", .emailAddress),
                ("phoneNumber", Schema.phoneNumber.orNull), ("created_at", .milliseconds),
            ]),
            examples: [
                .init(
                    name: "found",
                    value: .members(
                        ("uuid", .string("550e8400-e29b-41d4-a716-446655440000")),
                        ("email", .string("user@example.com")),
                        ("phoneNumber", .string("+1-555-0123")),
                        ("created_at", .string("2024-01-15T10:30:00.000Z"))))
            ]),
        problems: [.badRequest, .unauthorized, .forbidden, .notFound] + Operation.daemonProblems,
        samples: [.init(name: "missing", answer: FindByPhone.complaint(.notGiven))])
}
