import DirectoryDomain

/// What a number is found by: its canonical form, or itself when it has none. A number that looks
/// canonical is, so no number without a canonical form has the key of one that has.
enum PhoneKey {
    static func of(_ number: PhoneNumber) -> String { number.canonical ?? number.value }

    static func isCanonical(_ text: String) -> Bool {
        PhoneNumber(trusted: text).canonical == text
    }
}
