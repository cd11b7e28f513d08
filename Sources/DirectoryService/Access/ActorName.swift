/// How an actor is written in the audit trail.
enum ActorName {
    static func key(_ id: String) -> String { "key:" + id }

    static func user(_ uid: UInt32) -> String { "uid:\(uid)" }

    /// A token's subject is somebody else's text: one that could hold an address or a number is not
    /// written down.
    static func subject(_ subject: String) -> String {
        let bytes = subject.utf8
        let isOpaque = (1...128).contains(bytes.count) && bytes.allSatisfy(isAllowed)
        return "sub:" + (isOpaque && holdsNoNumber(subject) ? subject : "-")
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: ":"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Digits that could be somebody's number: five or more in all, unless they are a UUID's.
    private static func holdsNoNumber(_ subject: String) -> Bool {
        subject.utf8.count { (0x30...0x39).contains($0) } < 5 || isUUID(subject)
    }

    /// 8-4-4-4-12 hexadecimal digits.
    private static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { part in part.allSatisfy(\.isHexDigit) }
    }
}
