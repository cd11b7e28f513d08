/// The fields of a message in the wire format of Protocol Buffers, one after the other.
///
/// Just enough to look at two or three fields of each answer: unpacking a whole message would cost
/// this tool more than the call costs the server. Source: protobuf.dev, "Encoding".
struct FieldWalk: ~Escapable {
    struct Field {
        var number: UInt64
        /// A varint's value; 0 for others.
        var integer: UInt64 = 0
        /// A length-delimited value's place; empty for others.
        var place = 0..<0
    }

    /// Whether the bytes turned out not to be a message.
    private(set) var isMalformed = false

    private let bytes: Span<UInt8>
    private var at: Int
    private let end: Int

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        self.bytes = bytes
        at = range.lowerBound
        end = range.upperBound
    }

    /// nil at the end, and where the bytes are malformed.
    @_lifetime(self: copy self)
    mutating func next() -> Field? {
        guard at < end, let tag = varint() else { return nil }
        var field = Field(number: tag >> 3)
        switch tag & 7 {
        case 0:
            guard let value = varint() else { return nil }
            field.integer = value
        case 1: at += 8
        case 2:
            guard let length = varint(), length <= UInt64(end - at) else { return fail() }
            field.place = at..<(at + Int(length))
            at += Int(length)
        case 5: at += 4
        default: return fail()
        }
        return at <= end ? field : fail()
    }

    @_lifetime(self: copy self)
    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < end, shift < 64 {
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        isMalformed = true
        return nil
    }

    @_lifetime(self: copy self)
    private mutating func fail() -> Field? {
        isMalformed = true
        return nil
    }
}
