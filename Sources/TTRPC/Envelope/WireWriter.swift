/// Appends the wire format of Protocol Buffers. Source: protobuf.dev, "Encoding".
enum WireWriter {
    static func varint(_ value: UInt64, to output: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            output.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        output.append(UInt8(truncatingIfNeeded: value))
    }

    static func varintField(_ number: UInt64, _ value: UInt64, to output: inout [UInt8]) {
        varint(number << 3, to: &output)
        varint(value, to: &output)
    }

    static func field(_ number: UInt64, _ text: String, to output: inout [UInt8]) {
        guard !text.isEmpty else { return }
        begin(number, length: text.utf8.count, to: &output)
        output.append(contentsOf: text.utf8)
    }

    static func field(_ number: UInt64, _ bytes: [UInt8], to output: inout [UInt8]) {
        begin(number, length: bytes.count, to: &output)
        output.append(contentsOf: bytes)
    }

    static func begin(_ number: UInt64, length: Int, to output: inout [UInt8]) {
        varint(number << 3 | 2, to: &output)
        varint(UInt64(length), to: &output)
    }
}
