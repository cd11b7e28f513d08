/// A phone number, kept exactly as it was given: 1 to 32 characters (Unicode scalars), no control
/// characters, and not the word `null`, which is what a mistaken client sends for none.
///
/// No numbering plan is consulted: the documents' own samples would fail it.
package struct PhoneNumber: Sendable {
    package let value: String

    /// nil for text that is none; see `reason(refusing:)`.
    package init?(_ text: String) {
        guard Self.reason(refusing: text) == nil else { return nil }
        value = text
    }

    /// A value that was checked before it was stored.
    package init(trusted value: String) { self.value = value }

    /// Why text is refused, never holding the text; nil when it is not.
    package static func reason(refusing text: String) -> String? {
        let scalars = text.unicodeScalars
        if scalars.isEmpty { return "must not be empty" }
        if scalars.count > 32 { return "must be at most 32 characters" }
        if scalars.contains(where: \.isControl) {
            return "must not contain control characters"
        }
        if text == "null" {
            return "must not be the word null: remove the number, or send the JSON value null"
        }
        return nil
    }

    /// Three stars, then the last `min(4, max(0, digits − 4))` of its digits: so little of a short
    /// number is shown that it can't be guessed from the mask.
    package var masked: String {
        let digits = value.utf8.filter(Self.isDigit)
        let shown = min(4, max(0, digits.count - 4))
        return "***" + String(decoding: digits.suffix(shown), as: UTF8.self)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// By bytes, as a store compares them.
extension PhoneNumber: Hashable {
    package static func == (a: PhoneNumber, b: PhoneNumber) -> Bool {
        a.value.utf8.elementsEqual(b.value.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in value.utf8 { hasher.combine(byte) }
    }
}
