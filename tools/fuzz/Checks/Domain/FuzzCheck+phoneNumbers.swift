import DirectoryDomain

extension FuzzCheck {
    /// A number is kept as it was given; its canonical form is one, and its mask tells four digits
    /// at most.
    static let phoneNumbers = FuzzCheck("phone-numbers") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        guard let number = PhoneNumber(text) else {
            return PhoneNumber.reason(refusing: text) == nil ? "refused without a reason" : nil
        }
        if !number.value.utf8.elementsEqual(text.utf8) { return "not kept as given" }
        if let problem = problem(ofMask: number.masked, digits: digits(text)) { return problem }
        guard let canonical = number.canonical else {
            return number.national == nil ? nil : "a national number of none"
        }
        guard PhoneNumber(canonical)?.canonical == canonical else { return "two canonical forms" }
        guard canonical.utf8.first == UInt8(ascii: "+"), (2...16).contains(canonical.utf8.count),
            digits(canonical) == canonical.utf8.count - 1
        else { return "a canonical form that is none" }
        guard let national = number.national else { return nil }
        return national.e164 == "+\(national.countryCode)\(national.nationalNumber)"
            ? nil : "a national number of another"
    }

    private static func problem(ofMask mask: String, digits: Int) -> String? {
        guard mask.hasPrefix("***") else { return "a mask without its stars" }
        let shown = min(4, max(0, digits - 4))
        return mask.utf8.count == 3 + shown ? nil : "a mask that tells another number of digits"
    }

    private static func digits(_ text: String) -> Int {
        text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
