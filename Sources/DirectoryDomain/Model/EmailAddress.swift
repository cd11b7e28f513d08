/// An e-mail address: trimmed, and never repaired beyond that.
///
/// At most 254 bytes of UTF-8 (RFC 5321 §4.5.3.1.3, less the brackets), exactly one `@` with
/// something on both sides, no white space or control character inside, and a domain without an
/// empty label. Dots and `+tags` are kept: whose they are, only the receiving host knows.
package struct EmailAddress: Sendable {
    /// As first given, trimmed.
    package let spelling: String

    /// nil for text that is none; see `reason`.
    package init?(_ text: String) {
        let trimmed = Self.trimmed(text)
        guard trimmed.utf8.count <= Self.maximumBytes,
            !trimmed.unicodeScalars.contains(where: Self.isForbidden),
            Self.hasTwoSides(trimmed)
        else { return nil }
        spelling = trimmed
    }

    /// A spelling that was checked before it was stored.
    package init(trusted spelling: String) { self.spelling = spelling }

    /// What it is compared by, and what a store's unique index is over: lower-cased.
    package var key: String { spelling.lowercased() }

    /// Why text is refused; never holds the text.
    package static let reason = "Invalid email format"

    private static let maximumBytes = 254

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isWhiteSpace }),
            let last = scalars.lastIndex(where: { !$0.isWhiteSpace })
        else { return "" }
        let isTrimmed =
            first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex
        return isTrimmed ? text : String(scalars[first...last])
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isWhiteSpace || scalar.isControl
    }

    /// One pass, nothing allocated: an address is parsed on every look-up by e-mail.
    private static func hasTwoSides(_ text: String) -> Bool {
        var length = 0
        var isDomain = false
        for byte in text.utf8 {
            switch byte {
            case 0x40 where isDomain: return false
            case 0x40:
                guard length > 0 else { return false }
                isDomain = true
                length = 0
            case 0x2E where isDomain:
                // An empty label.
                guard length > 0 else { return false }
                length = 0
            default: length += 1
            }
        }
        return isDomain && length > 0
    }
}

/// By the bytes of the key, as a store compares them: `String` would call two spellings of one
/// accented letter equal.
extension EmailAddress: Hashable {
    package static func == (a: EmailAddress, b: EmailAddress) -> Bool {
        a.key.utf8.elementsEqual(b.key.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in key.utf8 { hasher.combine(byte) }
    }
}
