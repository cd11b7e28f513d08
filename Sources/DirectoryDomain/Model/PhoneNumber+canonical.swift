extension PhoneNumber {
    /// The form in which two spellings of one number are the same: E.164, a plus sign and 1 to 15
    /// digits of which the first is no zero. nil when it has none.
    ///
    /// Spaces and `-.()/` are dropped and a leading `00` is read as `+`; nothing else is repaired.
    package var canonical: String? {
        var digits = value.utf8.filter { !Self.isSeparator($0) }
        if digits.first == 0x2B {
            digits.removeFirst()
        } else if digits.starts(with: [0x30, 0x30]) {
            digits.removeFirst(2)
        } else {
            return nil
        }
        guard (1...15).contains(digits.count), digits.first != 0x30,
            digits.allSatisfy(Self.isDigit)
        else { return nil }
        return "+" + String(decoding: digits, as: UTF8.self)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        // space - . ( ) /
        case 0x20, 0x2D, 0x2E, 0x28, 0x29, 0x2F: true
        default: false
        }
    }
}
