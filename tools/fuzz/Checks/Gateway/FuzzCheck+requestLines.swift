import DirectoryGateway

extension FuzzCheck {
    /// A request line gives a target that can be taken apart, segment by segment.
    static let requestLines = FuzzCheck("request-lines") { bytes in
        guard let line = RequestLine(bytes) else { return nil }
        if line.method.isEmpty { return "a line without a method" }
        let target = RequestTarget(line.target)
        guard let segments = target.segments else { return "a target without a path" }
        let slashes = target.path.utf8.count { $0 == UInt8(ascii: "/") }
        if segments.count != slashes { return "more or fewer segments than slashes" }
        return segments.allSatisfy { !$0.utf8.contains(0) } ? nil : "a NUL in a segment"
    }

    /// A parameter is what forms make of it: written as a form, it is read as itself.
    static let queries = FuzzCheck("queries") { bytes in
        let query = QueryString(Substring(String(decoding: bytes, as: UTF8.self)))
        for name in ["email", "phoneNumber", "phone-number", "uuid"] {
            let parameter = query.first(name)
            guard case .value(let text) = parameter else { continue }
            if text.isEmpty || text.utf8.contains(0) { return "a value that is none" }
            let written = QueryString("x=%zz&\(name)=\(formEncoded(text))&\(name)=other")
            if written.first(name) != parameter { return "written as a form it is another" }
            if parameter.phoneNumber.utf8.count > text.utf8.count { return "a number that grew" }
        }
        return nil
    }

    private static func formEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: " "): return "+"
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                return String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: byte & 1 == 0)
                return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }.joined()
    }
}
