/// How an actor is written in the audit trail.
enum ActorName {
    static func key(_ id: String) -> String { "key:" + id }

    static func user(_ uid: UInt32) -> String { "uid:\(uid)" }

    /// A token's subject is somebody else's text: one that could hold an address or a number is not
    /// written down.
    static func subject(_ subject: String) -> String {
        let bytes = subject.utf8
        let isOpaque = (1...128).contains(bytes.count) && bytes.allSatisfy(isAllowed)
        return "sub:" + (isOpaque && hasFewDigitsOrIsUUID(subject) ? subject : "-")
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

    /// A number has at least seven digits and no letters to speak of; a name such as `billing-2` or
    /// a UUID has letters.
    private static func hasFewDigitsOrIsUUID(_ subject: String) -> Bool {
        let digits = subject.utf8.count { (0x30...0x39).contains($0) }
        let letters = subject.utf8.count { (0x41...0x5a).contains($0 & 0xdf) }
        return digits < 7 || letters >= 3
    }
}
