import DirectoryAPI
import ProtobufC
import TTRPC

/// A request's frame, encoded once, with holes where the calls differ.
struct RequestPattern: Sendable {
    enum Content: Sendable {
        case text(Population.Text)
        /// One of the numbers that updates set, by the call's choice.
        case spareNumber
        /// The user's index plus one, as a varint of this many bytes.
        case authyID(bytes: Int)
    }

    private struct Hole: Sendable {
        var content: Content
        var offset: Int
    }

    private let frame: [UInt8]
    private let holes: [Hole]

    /// - Parameters:
    ///   - request: as it is for the index 0 and the choice 0; an authy id, the largest of its
    ///     length. Every content stands in it once.
    ///   - contents: what differs from call to call.
    init<M: UnaryMethod>(_ method: M.Type, _ request: M.Request, _ contents: [Content]) {
        var frame: [UInt8] = []
        FrameHeader(length: 0, streamID: 0, type: .request).append(to: &frame)
        RequestEnvelope.append(
            service: M.service, method: M.name, payload: request.encoded(), timeoutNanoseconds: 0,
            metadata: [], to: &frame)
        FrameHeader.patchLength(of: &frame, from: 0)
        self.frame = frame
        holes = contents.map { content in
            let sample = RequestPattern.sample(of: content)
            let places = (0...(frame.count - sample.count)).filter { start in
                frame[start..<(start + sample.count)].elementsEqual(sample)
            }
            precondition(places.count == 1)
            return Hole(content: content, offset: places[0])
        }
    }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        let start = output.count
        output.append(contentsOf: frame)
        for index in 0..<4 {
            output[start + 4 + index] = UInt8(truncatingIfNeeded: id >> UInt32(24 - index * 8))
        }
        for hole in holes {
            RequestPattern.write(hole.content, of: call, to: &output, at: start + hole.offset)
        }
    }

    /// Bytes of the varint of an authy id.
    static func authyIDLength(of user: Int) -> Int {
        max(1, (64 - (user + 1).leadingZeroBitCount + 6) / 7)
    }

    /// The largest authy id whose varint has this many bytes.
    static func largestAuthyID(bytes: Int) -> Int64 { 1 << Int64(bytes * 7) - 1 }

    /// The number that a request shows for the choice 0.
    static var sampleSpareNumber: String {
        String(decoding: sample(of: .spareNumber), as: UTF8.self)
    }

    private static func sample(of content: Content) -> [UInt8] {
        let length =
            switch content {
            case .text(let text): text.length
            case .spareNumber: Population.Text.phoneNumber.length
            case .authyID(let bytes): bytes
            }
        var sample = [UInt8](repeating: 0, count: length)
        var call = Call(user: 0)
        if case .authyID(let bytes) = content { call.user = Int(largestAuthyID(bytes: bytes)) - 1 }
        write(content, of: call, to: &sample, at: 0)
        return sample
    }

    private static func write(
        _ content: Content, of call: Call, to output: inout [UInt8], at offset: Int
    ) {
        switch content {
        case .text(let text): Population.write(text, of: call.user, to: &output, at: offset)
        case .spareNumber: Population.writeSpareNumber(call.choice, to: &output, at: offset)
        case .authyID(let bytes):
            var rest = call.user + 1
            for index in 0..<bytes {
                let more: UInt8 = index < bytes - 1 ? 0x80 : 0
                output[offset + index] = UInt8(truncatingIfNeeded: rest) & 0x7f | more
                rest >>= 7
            }
        }
    }
}
