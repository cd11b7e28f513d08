import DirectoryAPI

extension UpdatePhone {
    static let operation = Operation(
        id: "updatePhoneNumber", summary: "Set or remove a user's phone number",
        explanation: """
            Writes the phone number and records a UserPhoneNumberUpdated event that carries only \
            a masked form of it. Pass phoneNumber as a string to set it, or null to remove it. \
            The same number again changes nothing: the version stays and event is null.
            """,
        parameters: [
            .init(
                name: "id", place: .path, isRequired: true, explanation: "The user's uuid",
                schema: .userID, example: "example_string")
        ],
        body: .init(
            .object([("phoneNumber", Schema.phoneNumber.orNull)]),
            examples: [
                .init(name: "set", value: .members(("phoneNumber", .string("+1-555-0123")))),
                .init(name: "remove", value: .members(("phoneNumber", .null))),
            ]),
        success: .init(
            .object([
                ("success", .constant(.bool(true))), ("aggregateId", .userID),
                ("version", .integer(atLeast: 1)), ("event", event.orNull),
            ]),
            examples: [
                .init(
                    name: "set",
                    value: change(version: 2, action: "set", mask: "***0123")),
                .init(name: "removed", value: change(version: 3, action: "removed", mask: nil)),
                .init(name: "unchanged", value: result(version: 3, event: .null)),
            ]),
        problems: [
            .badRequest, .unauthorized, .forbidden, .notFound, .conflict, .contentTooLarge,
            .unsupportedMediaType,
        ] + Operation.daemonProblems,
        samples: [
            .init(
                name: "invalid",
                answer: SmartphoneKeyProblem.badRequest(PhoneNumberBody.wrongNumber))
        ])

    private static let event: Schema = .object([
        ("type", .constant(.string("UserPhoneNumberUpdated"))),
        (
            "data",
            .oneOf([
                .object([
                    ("userId", .userID), ("action", .constant(.string("set"))),
                    ("maskedPhoneNumber", .text("^\\*\\*\\*\\d{0,4}$")),
                    ("timestamp", .milliseconds),
                ]),
                .object([
                    ("userId", .userID), ("action", .constant(.string("removed"))),
                    ("timestamp", .milliseconds),
                ]),
            ])
        ),
    ])

    private static func change(version: Int64, action: String, mask: String?) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("userId", .string("example_string")), .init("action", .string(action)),
        ]
        if let mask { members.append(.init("maskedPhoneNumber", .string(mask))) }
        members.append(.init("timestamp", .string("2024-01-15T10:30:00.000Z")))
        return result(
            version: version,
            event: .members(
                ("type", .string("UserPhoneNumberUpdated")), ("data", .object(members))))
    }

    private static func result(version: Int64, event: JSONValue) -> JSONValue {
        .members(
            ("success", .bool(true)), ("aggregateId", .string("example_string")),
            ("version", .integer(version)), ("event", event))
    }
}
