import DirectoryAPI

extension PhoneExport {
    static let operation = Operation(
        id: "exportPhoneNumber", summary: "Export a user's phone number",
        explanation: """
            Returns the phone number detail of a user. Each user's number is given three times in \
            30 days, over all applications, and each application may ask 1500 times in a minute: \
            429 after that. The key needs the scope phones:export, which none has by default.
            """,
        parameters: [
            .init(
                name: "authy_id", place: .path, isRequired: true,
                explanation: "Unique identifier of the user.", schema: .integer(atLeast: 1),
                example: "1")
        ],
        success: .init(
            .object([
                ("phone_number", .text("^\\d[\\d-]*$")), ("country_code", .text("^\\d{1,3}$")),
                ("e164", .text("^\\+[1-9]\\d{0,14}$")), ("updated_at", .seconds),
            ]),
            examples: [
                .init(
                    name: "found",
                    value: .members(
                        ("phone_number", .string("444-555-6666")), ("country_code", .string("1")),
                        ("e164", .string("+14445556666")),
                        ("updated_at", .string("2021-12-09T15:41:20Z"))))
            ]),
        problems: [.badRequest, .unauthorized, .notFound] + Operation.daemonProblems,
        samples: [
            .init(name: "exportDisabled", answer: AuthyProblem.exportDisabled),
            .init(name: "phoneNumberInvalid", answer: AuthyProblem.phoneNumberInvalid),
            .init(name: "userNotFound", answer: AuthyProblem.userNotFound),
        ])
}
