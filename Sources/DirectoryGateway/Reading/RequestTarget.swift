/// A request target, taken apart but not yet decoded. Source: RFC 9112, section 3.2.1.
package struct RequestTarget: Equatable, Sendable {
    package let path: Substring
    package let query: QueryString

    package init(_ target: String) {
        let whole =
            target.utf8.firstIndex(of: UInt8(ascii: "#")).map { target[..<$0] } ?? target[...]
        if let mark = whole.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = whole[..<mark]
            query = QueryString(whole[whole.utf8.index(after: mark)...])
        } else {
            path = whole
            query = QueryString("")
        }
    }

    /// The segments, each decoded once; nil when the path does not begin with a slash. An encoded
    /// slash stays inside its segment. One that does not decode reads as U+FFFD, which is no
    /// literal and no id of ours: where a route has a place it is an id that nobody has.
    package var segments: [String]? {
        let slash = UInt8(ascii: "/")
        guard path.utf8.first == slash else { return nil }
        var segments: [String] = []
        for part in path.utf8.dropFirst().split(separator: slash, omittingEmptySubsequences: false)
        {
            let segment = PercentDecoding.decode(Substring(part), plusIsSpace: false)
            segments.append(segment ?? "\u{FFFD}")
        }
        return segments
    }
}
