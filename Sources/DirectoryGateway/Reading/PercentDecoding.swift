/// Percent-decoding, once. Source: RFC 3986, section 2.1, and for forms the URL standard's
/// `application/x-www-form-urlencoded`.
enum PercentDecoding {
    /// - Parameter plusIsSpace: as in the query of a form; in a path a plus sign is one.
    /// - Returns: nil when a `%` is not followed by two hexadecimal digits, when the result is not
    ///   UTF-8, or when it holds a NUL, which no text of ours may.
    static func decode(_ text: Substring, plusIsSpace: Bool) -> String? {
        let encoded = text.utf8
        if !encoded.contains(where: { $0 == percent || $0 == plus || $0 == 0 }) {
            return String(text)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var at = encoded.startIndex
        while at < encoded.endIndex {
            var byte = encoded[at]
            encoded.formIndex(after: &at)
            if byte == percent {
                guard let high = digit(encoded, &at), let low = digit(encoded, &at) else {
                    return nil
                }
                byte = high << 4 | low
            } else if byte == plus && plusIsSpace {
                byte = UInt8(ascii: " ")
            }
            guard byte != 0 else { return nil }
            bytes.append(byte)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static let percent = UInt8(ascii: "%")
    private static let plus = UInt8(ascii: "+")

    private static func digit(
        _ encoded: Substring.UTF8View, _ at: inout Substring.UTF8View.Index
    ) -> UInt8? {
        guard at < encoded.endIndex else { return nil }
        let byte = encoded[at]
        encoded.formIndex(after: &at)
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): return byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): return byte - UInt8(ascii: "A") + 10
        default: return nil
        }
    }
}
