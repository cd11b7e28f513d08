/// What an organization is known by: `org_` and 26 characters of Crockford's base 32, lower-cased.
package struct OrganizationID: Hashable, Sendable {
    package let value: String

    /// How many random bytes a new one takes.
    package static let randomBytes = 16

    /// nil for text that is none.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count == 30, bytes.starts(with: "org_".utf8),
            bytes.dropFirst(4).allSatisfy(Self.digits.contains)
        else { return nil }
        value = text
    }

    /// A new one from `randomBytes` bytes of a cryptographic generator: 128 bits in 26 digits of 5
    /// bits, the first of which has two leading zeros.
    package init(random: [UInt8]) {
        precondition(random.count == Self.randomBytes)
        var text = Array("org_".utf8)
        var bits: UInt32 = 0
        var count = 2
        for byte in random {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(Self.digits[Int(bits >> UInt32(count) & 31)])
            }
        }
        value = String(decoding: text, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
