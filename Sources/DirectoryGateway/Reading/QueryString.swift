/// The query of a request target, as forms write one: `name=value` pairs between `&`.
package struct QueryString: Equatable, Sendable {
    private let raw: Substring

    package init(_ raw: Substring) { self.raw = raw }

    /// A parameter; of a repeated one the first counts. Names compare with case, and one that does
    /// not decode is nobody's.
    package func first(_ name: String) -> QueryParameter {
        // As bytes: a combining mark after a `&` would make another character of it.
        for part in raw.utf8.split(separator: UInt8(ascii: "&")) {
            let pair = Substring(part)
            let sign = pair.utf8.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard PercentDecoding.decode(pair[..<sign], plusIsSpace: true) == name else { continue }
            guard sign < pair.endIndex else { return .notGiven }
            let value = pair[pair.utf8.index(after: sign)...]
            guard let text = PercentDecoding.decode(value, plusIsSpace: true) else {
                return .malformed
            }
            return text.isEmpty ? .notGiven : .value(text)
        }
        return .notGiven
    }
}
