extension JSONParser {
    /// RFC 8259, section 6: `-`? (`0` or digits without a leading zero) fraction? exponent?
    mutating func number() throws(JSONProblem) -> JSONValue {
        let start = at
        if next == UInt8(ascii: "-") { at += 1 }
        if next == UInt8(ascii: "0") {
            at += 1
        } else {
            try digits()
        }
        if next == UInt8(ascii: ".") {
            at += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            at += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        // `01` would otherwise be read as 0 and then something that is not expected.
        if let byte = next, JSONParser.isDigit(byte) { throw problem(.badNumber) }
        return .number(String(decoding: text[start..<at], as: UTF8.self))
    }

    private mutating func digits() throws(JSONProblem) {
        guard let first = next, JSONParser.isDigit(first) else { throw problem(.badNumber) }
        while let byte = next, JSONParser.isDigit(byte) { at += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
