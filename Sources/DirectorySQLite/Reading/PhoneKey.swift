import DirectoryDomain

/// What a number is found by: its canonical form, or itself when it has none. A number that looks
/// canonical is, so no number without a canonical form has the key of one that has.
enum PhoneKey {
    static func of(_ number: PhoneNumber) -> String {
        // Most are given as they are kept, and then nothing is built.
        isCanonical(number.value) ? number.value : number.canonical ?? number.value
    }

    /// `+`, then 1 to 15 digits of which the first is no zero.
    static func isCanonical(_ text: String) -> Bool {
        var position = 0
        for byte in text.utf8 {
            switch (position, byte) {
            case (0, 0x2B), (1, 0x31...0x39), (2...15, 0x30...0x39): position += 1
            default: return false
            }
        }
        return position >= 2
    }
}
