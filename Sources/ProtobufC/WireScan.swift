import CProtobufC

/// Reads a message's bytes once before protobuf-c does, for what protobuf-c does not check: strings
/// that are UTF-8 and hold no NUL (C would cut them there), the number of fields, the depth.
///
/// Source: the Protocol Buffers encoding page; proto3 strings must be UTF-8.
enum WireScan {
    /// Fields in one message with all that is inside it. 1 000 keys or 1 000 imported users fit.
    static let maximumFields = 262_144
    static let maximumDepth = 16

    static func check(_ bytes: Span<UInt8>, against schema: Schema) throws(DecodingProblem) {
        var fields = 0
        try scan(bytes, 0..<bytes.count, schema, depth: 0, &fields)
    }

    private static func scan(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ schema: Schema, depth: Int, _ fields: inout Int
    ) throws(DecodingProblem) {
        guard depth < maximumDepth else { throw .tooLarge }
        var at = range.lowerBound
        while at < range.upperBound {
            fields += 1
            guard fields <= maximumFields else { throw .tooLarge }
            let tag = try varint(bytes, &at, range.upperBound)
            // Numbers go up to 2^29 - 1, and 0 is none.
            guard tag >> 3 != 0, tag <= UInt64(UInt32.max) else { throw .malformed }
            switch tag & 7 {
            case 0: _ = try varint(bytes, &at, range.upperBound)
            case 1: try skip(8, &at, range.upperBound)
            case 5: try skip(4, &at, range.upperBound)
            case 2:
                let length = try varint(bytes, &at, range.upperBound)
                guard length <= UInt64(range.upperBound - at) else { throw .malformed }
                let value = at..<(at + Int(length))
                at = value.upperBound
                try inspect(bytes, value, schema, Int(tag >> 3), depth, &fields)
            default: throw .malformed  // groups are not of proto3
            }
        }
    }

    private static func inspect(
        _ bytes: Span<UInt8>, _ value: Range<Int>, _ schema: Schema, _ number: Int, _ depth: Int,
        _ fields: inout Int
    ) throws(DecodingProblem) {
        guard let field = unsafe schema.descriptorField(number) else { return }
        switch unsafe field.pointee.type {
        case PROTOBUF_C_TYPE_STRING:
            guard isText(bytes.extracting(value)) else { throw .badString }
        case PROTOBUF_C_TYPE_MESSAGE:
            guard case .message(let inner) = unsafe Field(field).kind else { return }
            try scan(bytes, value, inner, depth: depth + 1, &fields)
        default: return
        }
    }

    private static func isText(_ bytes: Span<UInt8>) -> Bool {
        var onlyASCII = true
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte == 0 { return false }
            if byte >= 0x80 { onlyASCII = false }
        }
        if onlyASCII { return true }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe String(validating: buffer, as: UTF8.self) != nil
        }
    }

    private static func skip(_ count: Int, _ at: inout Int, _ end: Int) throws(DecodingProblem) {
        guard end - at >= count else { throw .malformed }
        at += count
    }

    private static func varint(
        _ bytes: Span<UInt8>, _ at: inout Int, _ end: Int
    ) throws(DecodingProblem) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < end, shift < 70 {
            let byte = bytes[at]
            at += 1
            value |= shift < 64 ? UInt64(byte & 0x7f) << shift : 0
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        throw .malformed
    }
}
