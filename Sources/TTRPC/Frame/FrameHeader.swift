/// The ten bytes before every message. Source: ttrpc PROTOCOL.md, "Message frame".
package struct FrameHeader: Equatable, Sendable {
    /// Bytes that follow the header.
    package var length: Int
    package var streamID: UInt32
    package var type: UInt8
    package var flags: UInt8

    package init(length: Int, streamID: UInt32, type: FrameType, flags: FrameFlags = []) {
        self.length = length
        self.streamID = streamID
        self.type = type.rawValue
        self.flags = flags.rawValue
    }

    /// Reads the header that stands at `offset`; ten bytes must be there.
    package init(_ bytes: Span<UInt8>, at offset: Int = 0) {
        length = Int(FrameHeader.word(bytes, offset))
        streamID = FrameHeader.word(bytes, offset + 4)
        type = bytes[offset + 8]
        flags = bytes[offset + 9]
    }

    package func append(to output: inout [UInt8]) {
        FrameHeader.append(UInt32(length), to: &output)
        FrameHeader.append(streamID, to: &output)
        output.append(type)
        output.append(flags)
    }

    /// Writes the length of the frame whose header begins at `start` and that reaches to the end.
    package static func patchLength(of output: inout [UInt8], from start: Int) {
        let length = UInt32(output.count - start - Limits.headerLength)
        output[start] = UInt8(truncatingIfNeeded: length >> 24)
        output[start + 1] = UInt8(truncatingIfNeeded: length >> 16)
        output[start + 2] = UInt8(truncatingIfNeeded: length >> 8)
        output[start + 3] = UInt8(truncatingIfNeeded: length)
    }

    private static func append(_ word: UInt32, to output: inout [UInt8]) {
        output.append(UInt8(truncatingIfNeeded: word >> 24))
        output.append(UInt8(truncatingIfNeeded: word >> 16))
        output.append(UInt8(truncatingIfNeeded: word >> 8))
        output.append(UInt8(truncatingIfNeeded: word))
    }

    private static func word(_ bytes: Span<UInt8>, _ offset: Int) -> UInt32 {
        UInt32(bytes[offset]) << 24 | UInt32(bytes[offset + 1]) << 16
            | UInt32(bytes[offset + 2]) << 8 | UInt32(bytes[offset + 3])
    }
}

package enum FrameType: UInt8, Sendable {
    case request = 1
    case response = 2
    case data = 3
}

package struct FrameFlags: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let remoteClosed = FrameFlags(rawValue: 0x01)
    package static let remoteOpen = FrameFlags(rawValue: 0x02)
    package static let noData = FrameFlags(rawValue: 0x04)
}
