/// The form of a user's id: opaque, 1 to 128 of `A-Z a-z 0-9 . _ : -`.
enum UserID {
    static func isWellFormed(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy(isAllowed)
    }

    /// A parameter that is not given is none that is wrong.
    static func isWellFormed(_ parameter: QueryParameter) -> Bool {
        switch parameter {
        case .notGiven: true
        case .malformed: false
        case .value(let text): isWellFormed(text)
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: ":"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
