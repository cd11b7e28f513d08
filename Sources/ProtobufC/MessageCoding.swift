import CProtobufC

/// Why bytes are not a message of the wanted type.
public enum DecodingProblem: Error, Equatable {
    /// Not the wire format, or a type that the field does not have.
    case malformed
    /// A string that is not UTF-8, or holds a NUL, at which C would cut it.
    case badString
    /// More than the arena or the scanner's limits allow.
    case tooLarge
}

/// A message as a Swift value, coded by protobuf-c.
public protocol MessageCoding {
    static var schema: Schema { get }
    init(reading reader: borrowing MessageReader)
    func write(to writer: inout MessageWriter)
}

extension MessageCoding {
    /// Decodes what `bytes` hold. The arena is reset when done.
    package init(decoding bytes: Span<UInt8>, in arena: Arena) throws(DecodingProblem) {
        self = try arena.unpack(Self.schema, from: bytes) { reader in Self(reading: reader) }
    }

    public init(decoding bytes: [UInt8]) throws(DecodingProblem) {
        try self.init(decoding: bytes.span, in: Arena())
    }

    /// Appends the packed message to `output`. The arena is reset when done.
    package func encode(into output: inout [UInt8], in arena: Arena) {
        arena.pack(Self.schema, into: &output) { writer in write(to: &writer) }
    }

    public func encoded() -> [UInt8] {
        var output: [UInt8] = []
        encode(into: &output, in: Arena())
        return output
    }
}

extension Arena {
    /// Unpacks a message, lends it to `read`, and takes its memory back.
    package func unpack<R>(
        _ schema: Schema, from bytes: Span<UInt8>, _ read: (borrowing MessageReader) -> R
    ) throws(DecodingProblem) -> R {
        try WireScan.check(bytes, against: schema)
        defer { reset() }
        let message = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe protobuf_c_message_unpack(
                schema.descriptor, allocator, buffer.count, buffer.baseAddress)
        }
        guard let message = unsafe message else { throw overflowed ? .tooLarge : .malformed }
        return unsafe read(MessageReader(message))
    }

    /// Builds a message with `fill`, appends it packed to `output`, and takes its memory back.
    package func pack(
        _ schema: Schema, into output: inout [UInt8], _ fill: (inout MessageWriter) -> Void
    ) {
        defer { reset() }
        var writer = MessageWriter(schema, in: self)
        fill(&writer)
        let message = unsafe writer.message
        let size = unsafe protobuf_c_message_get_packed_size(message)
        guard size > 0 else { return }
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: size))
        unsafe output.withUnsafeMutableBufferPointer { buffer in
            let written = unsafe protobuf_c_message_pack(message, buffer.baseAddress! + start)
            precondition(written == size)
        }
    }
}
