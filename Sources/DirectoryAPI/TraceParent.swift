/// Where a call stands in a distributed trace, as the header field `traceparent` and the metadata
/// of the same name say it. Source: W3C Trace Context, level 2, section 3.2.
public struct TraceParent: Equatable, Sendable, CustomStringConvertible {
    /// 32 hexadecimal digits in small letters, not all zero.
    public let traceID: String
    /// 16 hexadecimal digits in small letters, not all zero.
    public let spanID: String
    /// The two that the level defines: sampled, and that the trace's id is random.
    public let flags: UInt8

    private static let knownFlags: UInt8 = 0b11

    /// nil for text that is none, or of the version ff, which there will never be. Of a later
    /// version than 00 what 00 has is read.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = TraceParent.byte(bytes[0..<2]), version != 0xff,
            version == 0 ? bytes.count == 55 : bytes.count == 55 || bytes[55] == dash,
            TraceParent.isID(bytes[3..<35]), TraceParent.isID(bytes[36..<52]),
            let flags = TraceParent.byte(bytes[53..<55])
        else { return nil }
        traceID = String(decoding: bytes[3..<35], as: UTF8.self)
        spanID = String(decoding: bytes[36..<52], as: UTF8.self)
        self.flags = flags & TraceParent.knownFlags
    }

    private init(traceID: String, spanID: String, flags: UInt8) {
        self.traceID = traceID
        self.spanID = spanID
        self.flags = flags
    }

    /// A trace of our own, not sampled.
    public static func fresh() -> TraceParent {
        TraceParent(
            traceID: digits(RandomID.next()) + digits(RandomID.next()),
            spanID: digits(RandomID.next()), flags: 0)
    }

    /// The same trace, one span further.
    public func child() -> TraceParent {
        TraceParent(
            traceID: traceID, spanID: TraceParent.digits(RandomID.next()), flags: flags)
    }

    public var description: String { "00-\(traceID)-\(spanID)-0\(flags)" }

    /// Whether the trace's id may stand in a log: one of digits alone may hold a phone number. One
    /// drawn at random has as few letters once in a million times.
    public var isOpaque: Bool {
        traceID.utf8.count { (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) } >= 3
    }

    private static func digits(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func isID(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.allSatisfy { value(of: $0) != nil } && digits.contains { $0 != UInt8(ascii: "0") }
    }

    private static func byte(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard let high = digits.first.flatMap(value), let low = digits.last.flatMap(value) else {
            return nil
        }
        return high << 4 | low
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

private let dash = UInt8(ascii: "-")
