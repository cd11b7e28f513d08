import DirectoryAPI
import HTTPTypes

/// The id of a request: the client's where it is harmless, one of ours otherwise.
enum RequestIdentity {
    static let fieldName = HTTPField.Name("X-Request-Id")!

    static func id(of fields: HTTPFields) -> String {
        if let given = fields[fieldName], isHarmless(given) { return given }
        return fresh()
    }

    /// At most 64 of `A-Z a-z 0-9 . _ -`.
    static func isHarmless(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isAllowed)
    }

    /// Whether an id has what a phone number has, seven digits or more and hardly a letter. The
    /// client gets its own back; it has no place in a log.
    static func mayBePhoneNumber(_ id: String) -> Bool {
        var digits = 0
        var letters = 0
        for byte in id.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): break
            default: letters += 1
            }
        }
        return digits >= 7 && letters < 3
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func fresh() -> String {
        let digits = String(RandomID.next(), radix: 36)
        return "req_" + String(repeating: "0", count: 13 - digits.count) + digits
    }
}
