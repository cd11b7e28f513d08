extension PhoneNumber {
    /// The form in which two spellings of one number are the same: E.164, a plus sign and 1 to 15
    /// digits of which the first is no zero. nil when it has none.
    ///
    /// Spaces and `-.()/` are dropped and a leading `00` is read as `+`; nothing else is repaired.
    package var canonical: String? {
        if Self.isCanonical(value) { return value }
        // Put together in place: a string of up to 15 bytes takes no memory of its own.
        var text = ""
        for byte in value.utf8 where !Self.isSeparator(byte) {
            guard text.utf8.count <= 17, byte < 0x80 else { return nil }
            text.unicodeScalars.append(Unicode.Scalar(byte))
            if text == "00" { text = "+" }
        }
        return Self.isCanonical(text) ? text : nil
    }

    private static func isCanonical(_ text: String) -> Bool {
        let bytes = text.utf8
        guard (2...16).contains(bytes.count), bytes.first == 0x2B else { return false }
        let digits = bytes.dropFirst()
        return digits.first != 0x30 && digits.allSatisfy(isDigit)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        // space - . ( ) /
        case 0x20, 0x2D, 0x2E, 0x28, 0x29, 0x2F: true
        default: false
        }
    }
}
