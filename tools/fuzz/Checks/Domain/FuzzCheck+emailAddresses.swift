import DirectoryDomain

extension FuzzCheck {
    /// An address is trimmed and no more, and the key that it is compared by is its own key.
    static let emailAddresses = FuzzCheck("email-addresses") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        guard let address = EmailAddress(text) else { return nil }
        let spelling = address.spelling
        if spelling.utf8.count > 254 || spelling.utf8.contains(0) { return "no address" }
        guard contains(Array(text.utf8), Array(spelling.utf8)) else { return "a repaired address" }
        guard EmailAddress(spelling) == address else { return "its own spelling is another" }
        guard address.key.lowercased().utf8.elementsEqual(address.key.utf8) else {
            return "the key of a key is another"
        }
        return nil
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0...].starts(with: part) }
    }
}
