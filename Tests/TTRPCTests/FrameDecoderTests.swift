import Testing

@testable import TTRPC

/// Frames as bytes, for tests.
enum Frames {
    static func bytes(
        _ streamID: UInt32, type: UInt8 = 1, flags: UInt8 = 0, _ message: [UInt8]
    ) -> [UInt8] {
        var header = FrameHeader(length: message.count, streamID: streamID, type: .request)
        header.type = type
        header.flags = flags
        var bytes: [UInt8] = []
        header.append(to: &bytes)
        return bytes + message
    }
}

/// What a decoder makes of pieces of a stream.
private enum Seen: Equatable {
    case frame(UInt32, UInt8, UInt8, [UInt8])
    case tooLong(Int)
    case notTTRPC
}

private func decode(_ pieces: [[UInt8]]) -> [Seen] {
    var decoder = FrameDecoder()
    var seen: [Seen] = []
    for piece in pieces {
        var at = 0
        reading: while true {
            switch decoder.next(piece.span, &at) {
            case .needsMore: break reading
            case .notTTRPC:
                seen.append(.notTTRPC)
                return seen
            case .tooLong(let header): seen.append(.tooLong(header.length))
            case .frame(let header, let range):
                seen.append(
                    .frame(header.streamID, header.type, header.flags, Array(piece[range])))
            case .gatheredFrame(let header):
                seen.append(
                    .frame(header.streamID, header.type, header.flags, decoder.gathered))
            }
        }
    }
    return seen
}

@Suite("Frames")
struct FrameDecoderTests {
    @Test("a header is length, stream, type and flags, the numbers big-endian")
    func header() {
        let bytes = Frames.bytes(0x0102_0304, type: 2, flags: 5, [9, 9, 9])
        #expect(bytes == [0, 0, 0, 3, 1, 2, 3, 4, 2, 5, 9, 9, 9])
        let read = FrameHeader(bytes.span)
        #expect(read.length == 3 && read.streamID == 0x0102_0304)
        #expect(read.type == 2 && read.flags == 5)
    }

    @Test("every split of the bytes gives the same frames")
    func everySplit() {
        let stream =
            Frames.bytes(1, [1, 2, 3]) + Frames.bytes(3, []) + Frames.bytes(5, [7])
            + Frames.bytes(7, type: 3, flags: 4, Array(0..<40))
        let whole = decode([stream])
        #expect(whole.count == 4)
        #expect(decode(stream.map { [$0] }) == whole)
        for cut in 0...stream.count {
            #expect(decode([Array(stream[..<cut]), Array(stream[cut...])]) == whole)
        }
        for cut in stride(from: 0, to: stream.count - 5, by: 3) {
            let pieces = [
                Array(stream[..<cut]), Array(stream[cut..<(cut + 5)]), Array(stream[(cut + 5)...]),
            ]
            #expect(decode(pieces) == whole)
        }
    }

    @Test("a frame written as 4+4+1+1+n, as Rust clients do, is one frame")
    func fivePieces() {
        let bytes = Frames.bytes(1, Array(repeating: 8, count: 100))
        let pieces = [
            Array(bytes[0..<4]), Array(bytes[4..<8]), [bytes[8]], [bytes[9]], Array(bytes[10...]),
        ]
        #expect(decode(pieces) == [.frame(1, 1, 0, Array(repeating: 8, count: 100))])
    }

    @Test("exactly 4 MiB is a frame")
    func largest() {
        let message = [UInt8](repeating: 1, count: Limits.maximumMessage)
        #expect(decode([Frames.bytes(1, message)]) == [.frame(1, 1, 0, message)])
    }

    @Test("4 MiB and one byte is skipped, and the next frame is read")
    func tooLong() {
        let message = [UInt8](repeating: 1, count: Limits.maximumMessage + 1)
        let stream = Frames.bytes(1, message) + Frames.bytes(3, [2])
        let expected: [Seen] = [.tooLong(Limits.maximumMessage + 1), .frame(3, 1, 0, [2])]
        #expect(decode([stream]) == expected)
        let pieces = stride(from: 0, to: stream.count, by: 65_536).map {
            Array(stream[$0..<min(stream.count, $0 + 65_536)])
        }
        #expect(decode(pieces) == expected)
    }

    @Test("a length whose first byte is not 0 is not ttrpc")
    func notTTRPC() {
        #expect(decode([Array("PRI * HTTP/2.0".utf8)]) == [.notTTRPC])
        #expect(decode([[1]]) == [.notTTRPC])
        #expect(decode([Frames.bytes(1, []) + [0xff]]) == [.frame(1, 1, 0, []), .notTTRPC])
    }

    @Test("a decoder that failed stays failed")
    func staysFailed() {
        var decoder = FrameDecoder()
        var at = 0
        let garbage = [UInt8](repeating: 9, count: 20)
        let first = decoder.next(garbage.span, &at)
        #expect(first == .notTTRPC)
        at = 0
        let frame = Frames.bytes(1, [1])
        let second = decoder.next(frame.span, &at)
        #expect(second == .notTTRPC)
    }

    @Test("a length that is only claimed sets no memory aside")
    func claimed() {
        var decoder = FrameDecoder()
        let claim = Array(Frames.bytes(1, [UInt8](repeating: 0, count: 4_000_000))[..<20])
        var at = 0
        let step = decoder.next(claim.span, &at)
        #expect(step == .needsMore)
        #expect(decoder.gathered.capacity < 1024)
        #expect(decoder.unread == Array(claim))
    }

    @Test("what came of a frame is all that another decoder needs to go on, wherever it is cut")
    func unread() {
        let bytes = Frames.bytes(1, [1, 2, 3]) + Frames.bytes(3, []) + Frames.bytes(5, [9])
        for cut in 0...bytes.count {
            var first = FrameDecoder()
            var at = 0
            let piece = Array(bytes[..<cut])
            var before: [Seen] = []
            reading: while true {
                switch first.next(piece.span, &at) {
                case .frame(let header, let range):
                    before.append(
                        .frame(header.streamID, header.type, header.flags, Array(piece[range])))
                default: break reading
                }
            }
            let after = decode([(first.unread ?? []) + bytes[cut...]])
            #expect(before + after == decode([bytes]), "cut at \(cut)")
        }
    }

    @Test("inside a frame that is skipped there is nothing to go on with")
    func unreadWhileSkipping() {
        var decoder = FrameDecoder()
        var at = 0
        var header: [UInt8] = []
        FrameHeader(length: Limits.maximumMessage + 1, streamID: 1, type: .request)
            .append(to: &header)
        guard case .tooLong = decoder.next(header.span, &at) else {
            Issue.record("not too long")
            return
        }
        #expect(decoder.unread == nil)
    }
}
