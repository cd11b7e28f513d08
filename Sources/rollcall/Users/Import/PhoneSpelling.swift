/// The canonical form of a number, by the rule of the contract ("Phones"): the daemon has the last
/// word, this tells which spellings of a file are one number.
enum PhoneSpelling {
    /// nil when it has none.
    static func canonical(_ text: String) -> String? {
        var number = String(text.filter { !" -.()/".contains($0) })
        if number.hasPrefix("00") { number = "+" + number.dropFirst(2) }
        let digits = number.utf8.dropFirst()
        guard number.hasPrefix("+"), (1...15).contains(digits.count),
            digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return number
    }
}
