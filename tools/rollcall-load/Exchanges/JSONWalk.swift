/// The members of a JSON object, one after the other, as places in its bytes.
///
/// Just enough to look at two or three members of each answer; what is nested is stepped over.
struct JSONWalk: ~Escapable {
    struct Member {
        /// Without its quotes.
        var name: Range<Int>
        /// A string's without its quotes, as it is escaped.
        var value: Range<Int>
    }

    private(set) var isMalformed = false

    private let bytes: Span<UInt8>
    private var at: Int
    private let end: Int

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ object: Range<Int>) {
        self.bytes = bytes
        at = object.lowerBound
        end = object.upperBound
        skipSpace()
        if at < end, bytes[at] == UInt8(ascii: "{") { at += 1 } else { isMalformed = true }
    }

    /// nil at the end, and where the bytes are malformed.
    @_lifetime(self: copy self)
    mutating func next() -> Member? {
        guard !isMalformed else { return nil }
        skipSpace()
        if at < end, bytes[at] == UInt8(ascii: ",") {
            at += 1
            skipSpace()
        }
        guard at < end, bytes[at] == UInt8(ascii: "\"") else {
            if at >= end || bytes[at] != UInt8(ascii: "}") { isMalformed = true }
            return nil
        }
        let name = string()
        skipSpace()
        guard at < end, bytes[at] == UInt8(ascii: ":") else {
            isMalformed = true
            return nil
        }
        at += 1
        skipSpace()
        let value = value()
        return isMalformed ? nil : Member(name: name, value: value)
    }

    /// Whether a place holds just this text.
    func holds(_ text: StaticString, at place: Range<Int>) -> Bool {
        guard place.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<place.count
        where unsafe bytes[place.lowerBound + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    @_lifetime(self: copy self)
    private mutating func value() -> Range<Int> {
        guard at < end else {
            isMalformed = true
            return at..<at
        }
        if bytes[at] == UInt8(ascii: "\"") { return string() }
        let start = at
        var depth = 0
        while at < end {
            switch bytes[at] {
            case UInt8(ascii: "\""): _ = string()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                at += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return start..<at }
                depth -= 1
                at += 1
                if depth == 0 { return start..<at }
            case UInt8(ascii: ",") where depth == 0: return start..<at
            default: at += 1
            }
        }
        isMalformed = true
        return start..<at
    }

    /// From one quote behind the next that is not escaped.
    @_lifetime(self: copy self)
    private mutating func string() -> Range<Int> {
        let start = at + 1
        at = start
        while at < end, bytes[at] != UInt8(ascii: "\"") {
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard at < end else {
            isMalformed = true
            return start..<start
        }
        defer { at += 1 }
        return start..<at
    }

    @_lifetime(self: copy self)
    private mutating func skipSpace() {
        while at < end, bytes[at] <= 0x20 { at += 1 }
    }
}
