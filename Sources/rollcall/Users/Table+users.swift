import DirectoryAPI

extension Table {
    /// One user, a line a field.
    static func user(_ user: User) -> Table {
        Table(fields: userFields(user))
    }

    /// A user that was asked to be there: with whether it is new.
    static func user(_ user: User, created: Bool) -> Table {
        Table(fields: userFields(user) + [("new", created ? "yes" : "no")])
    }

    private static func userFields(_ user: User) -> [(name: String, value: String)] {
        [
            ("uuid", user.uuid), ("email", orDash(user.email)),
            ("phone number", orDash(user.phoneNumber)),
            ("canonical", orDash(user.canonicalPhoneNumber)), ("authy id", "\(user.authyID)"),
            ("version", "\(user.version)"), ("created", user.createdAt.cell),
            ("updated", user.updatedAt.cell),
        ]
    }

    /// What became of a user's number.
    static func phoneChange(_ answer: UpdatePhoneNumberResponse) -> Table {
        Table(fields: [
            ("uuid", answer.uuid), ("version", "\(answer.version)"),
            ("changed", answer.event == nil ? "no" : "yes"),
        ])
    }

    /// A line an event.
    static func events(_ events: [Event]) -> Table {
        Table(
            [
                .number("VERSION"), .number("POSITION"), .text("TIME"), .text("EVENT"),
                .text("PHONE"), .text("ORGANIZATION"), .text("ACTOR"),
            ],
            rows: events.map { event in
                let (name, mask) = described(event.payload)
                return [
                    "\(event.version)", "\(event.position)", event.time.cell, name, mask,
                    orDash(event.organizationID), orDash(event.actor),
                ]
            })
    }

    static func described(_ payload: Event.Payload?) -> (name: String, mask: String) {
        switch payload {
        case .userCreated: ("created", "-")
        case .userPhoneNumberUpdated(let update):
            switch update.action {
            case .set: ("phone set", orDash(update.maskedPhoneNumber))
            case .removed: ("phone removed", "-")
            case .unspecified: ("phone changed", "-")
            }
        case .phoneNumberExported(let export):
            ("phone exported", orDash(export.maskedPhoneNumber))
        case .userErased: ("erased", "-")
        case nil: ("unknown", "-")
        }
    }

    private static func orDash(_ text: String) -> String { text.isEmpty ? "-" : text }
}
