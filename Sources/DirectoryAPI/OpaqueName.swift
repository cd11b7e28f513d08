/// Tells names that can be nobody's address or number from those that may be: only the former are
/// written into a log or an audit trail.
package enum OpaqueName {
    /// 1 to 128 of `A-Z a-z 0-9 . _ : -`, with fewer than five digits in all unless it is a UUID.
    package static func isOpaque(_ name: String) -> Bool {
        let bytes = name.utf8
        return (1...128).contains(bytes.count) && bytes.allSatisfy(isAllowed)
            && holdsNoNumber(name)
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

    private static func holdsNoNumber(_ name: String) -> Bool {
        name.utf8.count { (0x30...0x39).contains($0) } < 5 || isUUID(name)
    }

    /// 8-4-4-4-12 hexadecimal digits.
    private static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { part in part.allSatisfy(\.isHexDigit) }
    }
}
