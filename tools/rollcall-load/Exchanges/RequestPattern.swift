import DirectoryAPI
import ProtobufC
import TTRPC

/// A request's bytes, made once, with holes where the calls differ.
struct RequestPattern: Sendable {
    enum Content: Sendable {
        case text(CallText)
        /// The user's index plus one, as a varint of this many bytes.
        case authyID(bytes: Int)
        /// The same in this many decimal digits.
        case authyDigits(Int)
    }

    private struct Hole: Sendable {
        var content: Content
        var offset: Int
    }

    private let bytes: [UInt8]
    private let holes: [Hole]
    /// Where the id of a call goes; nil on a wire without ids.
    private let idOffset: Int?

    /// - Parameters:
    ///   - bytes: as they are for the user 0 and the choice 0; an authy id, the largest of its
    ///     length. Of every content the first place counts.
    ///   - contents: what differs from call to call.
    ///   - start: where the first of them stands, should there be bytes like it elsewhere.
    init(_ bytes: [UInt8], idOffset: Int?, _ contents: [Content], from start: Int? = nil) {
        self.bytes = bytes
        self.idOffset = idOffset
        holes = contents.map { content in
            let sample = content.sample
            // Not in a frame's header: its length may look like an id.
            let first = start ?? (idOffset == nil ? 0 : Limits.headerLength)
            let places = (first...(bytes.count - sample.count)).filter { place in
                bytes[place..<(place + sample.count)].elementsEqual(sample)
            }
            // What an operator adds, such as a key, stands behind.
            precondition(start == nil ? !places.isEmpty : places.first == start)
            return Hole(content: content, offset: places[0])
        }
    }

    /// A frame with the request of a unary method.
    init<M: UnaryMethod>(
        _ method: M.Type, _ request: M.Request, _ contents: [Content], apiKey: String? = nil
    ) {
        var frame: [UInt8] = []
        FrameHeader(length: 0, streamID: 0, type: .request).append(to: &frame)
        RequestEnvelope.append(
            service: M.service, method: M.name, payload: request.encoded(), timeoutNanoseconds: 0,
            metadata: apiKey.map { [("x-api-key", $0)] } ?? [], to: &frame)
        FrameHeader.patchLength(of: &frame, from: 0)
        self.init(frame, idOffset: 4, contents)
    }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        let start = output.count
        output.append(contentsOf: bytes)
        if let idOffset {
            for index in 0..<4 {
                output[start + idOffset + index] = UInt8(
                    truncatingIfNeeded: id >> UInt32(24 - index * 8))
            }
        }
        for hole in holes { hole.content.write(of: call, to: &output, at: start + hole.offset) }
    }

    /// Bytes of the varint of an authy id.
    static func authyIDLength(of user: Int) -> Int {
        max(1, (64 - (user + 1).leadingZeroBitCount + 6) / 7)
    }

    /// The largest authy id whose varint has this many bytes.
    static func largestAuthyID(bytes: Int) -> Int64 { 1 << Int64(bytes * 7) - 1 }

    /// Decimal digits of an authy id.
    static func authyDigits(of user: Int) -> Int {
        var rest = user + 1
        var digits = 0
        repeat {
            rest /= 10
            digits += 1
        } while rest > 0
        return digits
    }
}

extension RequestPattern.Content {
    /// What stands in the bytes that a pattern is made from.
    fileprivate var sample: [UInt8] {
        switch self {
        case .text(let text): return text.bytes(of: Call(user: 0))
        case .authyDigits(let count): return [UInt8](repeating: UInt8(ascii: "9"), count: count)
        case .authyID(let bytes):
            var sample = [UInt8](repeating: 0, count: bytes)
            let largest = Int(RequestPattern.largestAuthyID(bytes: bytes)) - 1
            write(of: Call(user: largest), to: &sample, at: 0)
            return sample
        }
    }

    fileprivate func write(of call: Call, to output: inout [UInt8], at offset: Int) {
        switch self {
        case .text(let text): text.write(of: call, to: &output, at: offset)
        case .authyID(let bytes):
            var rest = call.user + 1
            for index in 0..<bytes {
                let more: UInt8 = index < bytes - 1 ? 0x80 : 0
                output[offset + index] = UInt8(truncatingIfNeeded: rest) & 0x7f | more
                rest >>= 7
            }
        case .authyDigits(let count):
            var rest = call.user + 1
            for index in stride(from: count - 1, through: 0, by: -1) {
                output[offset + index] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
        }
    }
}
