/// Why an envelope can't be read.
package enum EnvelopeProblem: Error, Equatable, Sendable {
    /// Not the wire format of Protocol Buffers, or a field of another type.
    case malformed
    /// A string that is not UTF-8, or holds a NUL, at which a C peer would cut it.
    case badString
    case tooMuchMetadata
}

/// Reads the wire format of Protocol Buffers in place. Source: protobuf.dev, "Encoding".
///
/// The envelope is read by hand, not by protobuf-c, so that its payload is never copied and its
/// strings keep their lengths; a test holds both to the same answers.
struct WireReader: ~Escapable {
    let bytes: Span<UInt8>
    private(set) var at: Int
    let end: Int

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        self.bytes = bytes
        at = range.lowerBound
        end = range.upperBound
    }

    enum Wire: UInt64 {
        case varint = 0
        case fixed64 = 1
        case lengthDelimited = 2
        case fixed32 = 5
    }

    /// The next field's number and type; nil at the end.
    mutating func tag() throws(EnvelopeProblem) -> (number: UInt64, wire: Wire)? {
        guard at < end else { return nil }
        let tag = try varint(longest: WireReader.longestOf32Bits)
        guard let wire = Wire(rawValue: tag & 7), tag >> 3 != 0, tag <= UInt64(UInt32.max) else {
            throw .malformed
        }
        return (tag >> 3, wire)
    }

    /// Tags and lengths are of 32 bits: longer ones than that takes are refused, padded with zeros
    /// as they may be, by protobuf-c and the C++ library as well.
    private static let longestOf32Bits: UInt64 = 5

    mutating func varint(longest: UInt64 = 10) throws(EnvelopeProblem) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < end, shift < 7 * longest {
            let byte = bytes[at]
            at += 1
            if shift < 64 { value |= UInt64(byte & 0x7f) << shift }
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .malformed
    }

    /// The place of a length-delimited value.
    mutating func value() throws(EnvelopeProblem) -> Range<Int> {
        let length = try varint(longest: WireReader.longestOf32Bits)
        guard length <= UInt64(end - at) else { throw .malformed }
        let range = at..<(at + Int(length))
        at = range.upperBound
        return range
    }

    mutating func text() throws(EnvelopeProblem) -> Range<Int> {
        let range = try value()
        guard WireReader.isText(bytes, range) else { throw .badString }
        return range
    }

    mutating func skip(_ wire: Wire) throws(EnvelopeProblem) {
        switch wire {
        case .varint: _ = try varint()
        case .lengthDelimited: _ = try value()
        case .fixed64: try advance(8)
        case .fixed32: try advance(4)
        }
    }

    private mutating func advance(_ count: Int) throws(EnvelopeProblem) {
        guard end - at >= count else { throw .malformed }
        at += count
    }

    private static func isText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var isASCII = true
        for index in range {
            let byte = bytes[index]
            if byte == 0 { return false }
            if byte >= 0x80 { isASCII = false }
        }
        if isASCII { return true }
        return (try? UTF8Span(validating: bytes.extracting(range))) != nil
    }
}
