import DirectoryAPI

/// The body of UpdatePhoneNumber: `{"phoneNumber": string|null}` and nothing else.
enum PhoneNumberBody: Equatable, Sendable {
    case set(String)
    case remove
    /// Why not, for whoever sent it; never what was sent.
    case invalid(String)

    init(_ json: JSONValue) {
        guard case .object(let members) = json else {
            self = .invalid("The body must be a JSON object")
            return
        }
        guard members.allSatisfy({ $0.name == "phoneNumber" }) else {
            self = .invalid("The body may have the member phoneNumber only")
            return
        }
        switch json["phoneNumber"] {
        case nil:
            self = .invalid("The member phoneNumber is required; null removes the number")
        case .null: self = .remove
        case .string("null"):
            self = .invalid(
                "phoneNumber is the text \"null\"; to remove the number send null without quotes")
        case .string(let number):
            self = PhoneNumberBody.isAcceptable(number) ? .set(number) : .invalid(Self.wrongNumber)
        case .bool, .number, .array, .object:
            self = .invalid("phoneNumber must be a string or null")
        }
    }

    /// The daemon decides what a number is; what could not even be sent to it is refused here.
    private static func isAcceptable(_ number: String) -> Bool {
        !number.isEmpty && number.unicodeScalars.count <= 32 && !number.utf8.contains(0)
    }

    static let wrongNumber =
        "phoneNumber must be 1 to 32 characters long and hold no control characters"
}
