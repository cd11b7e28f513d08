/// The first line of a request that the parser refused, as far as it was read. Source: RFC 9112,
/// section 3.
package struct RequestLine: Equatable, Sendable {
    package let method: String
    /// Begins with a slash.
    package let target: String
    /// Whether the target ends here, and not only what was kept of it.
    package let isWhole: Bool

    /// nil when the bytes do not begin as a request line does.
    package init?(_ bytes: [UInt8]) {
        let parts = bytes.drop(while: RequestLine.isLineEnd)
            .prefix { !RequestLine.isLineEnd($0) }
            .split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, !parts[0].isEmpty, parts[1].first == UInt8(ascii: "/") else {
            return nil
        }
        method = String(decoding: parts[0], as: UTF8.self)
        target = String(decoding: parts[1], as: UTF8.self)
        isWhole = parts[1].endIndex < bytes.endIndex
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }
}
