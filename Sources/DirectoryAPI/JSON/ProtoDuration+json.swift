/// The text of the proto3 JSON mapping: seconds with a fraction of up to nine digits, then `s`.
extension ProtoDuration {
    /// About 10 000 years, the most that google.protobuf.Duration may hold.
    private static let longestSeconds: Int64 = 315_576_000_000

    /// One outside of what the type may hold is cut to the nearest inside.
    var jsonText: String {
        let longest = ProtoDuration.longestSeconds
        let seconds = min(max(seconds, -longest), longest)
        var nanos = min(max(nanos, -999_999_999), 999_999_999)
        // Both have one sign, or one of them is 0.
        if seconds.signum() * Int64(nanos.signum()) < 0 { nanos = 0 }
        let sign = seconds < 0 || nanos < 0 ? "-" : ""
        guard nanos != 0 else { return "\(seconds)s" }
        let digits = String(nanos.magnitude)
        var fraction = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
        while fraction.hasSuffix("000") { fraction.removeLast(3) }
        return "\(sign)\(seconds.magnitude).\(fraction)s"
    }

    init?(jsonText text: String) {
        guard text.hasSuffix("s") else { return nil }
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).dropLast()
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isDigits = { (part: Substring) in
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard parts.allSatisfy(isDigits), let whole = Int64(parts[0]),
            whole <= ProtoDuration.longestSeconds
        else { return nil }
        var fraction = parts.count > 1 ? String(parts[1]) : "0"
        guard fraction.count <= 9 else { return nil }
        fraction += String(repeating: "0", count: 9 - fraction.count)
        guard let nanos = Int32(fraction) else { return nil }
        self.init(seconds: isNegative ? -whole : whole, nanos: isNegative ? -nanos : nanos)
    }
}
