extension JSONParser {
    /// RFC 8259, section 7. Half a surrogate pair is refused: it is no character.
    mutating func string() throws(JSONProblem) -> String {
        at += 1
        var bytes: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                at += 1
                bytes.append(contentsOf: Array(String(try escape()).utf8))
            case 0..<0x20:
                throw problem(.badString)
            default:
                bytes.append(byte)
                at += 1
            }
        }
        throw problem(.endsTooSoon)
    }

    private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
        guard let byte = next else { throw problem(.endsTooSoon) }
        let start = at
        at += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw JSONProblem(reason: .badEscape, offset: start)
        }
    }

    private mutating func unicodeEscape(from start: Int) throws(JSONProblem) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xd800..<0xdc00).contains(first), next == UInt8(ascii: "\\") else {
            throw JSONProblem(reason: .badEscape, offset: start)
        }
        at += 1
        guard next == UInt8(ascii: "u") else { throw problem(.badEscape) }
        at += 1
        let second = try fourHexDigits()
        guard (0xdc00..<0xe000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else { throw JSONProblem(reason: .badEscape, offset: start) }
        return scalar
    }

    private mutating func fourHexDigits() throws(JSONProblem) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next else { throw problem(.endsTooSoon) }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw problem(.badEscape)
            }
            value = value << 4 | UInt32(digit)
            at += 1
        }
        return value
    }
}
