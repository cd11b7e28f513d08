import TTRPC

extension FuzzCheck {
    /// Frames are the same, whatever the pieces their bytes come in.
    static let frames = FuzzCheck("frames") { input in
        let pieces = Pieces(input)
        let whole = FrameTranscript([pieces.whole])
        if FrameTranscript(pieces.pieces) != whole { return "other frames from pieces" }
        if FrameTranscript(pieces.single) != whole { return "other frames from single bytes" }
        return whole.isBounded ? nil : "a frame over the limit"
    }
}

/// What a decoder made of a stream.
private struct FrameTranscript: Equatable {
    enum Step: Equatable {
        case frame(FrameHeader, [UInt8])
        case tooLong(FrameHeader)
        case notTTRPC
    }

    var steps: [Step] = []
    /// Of a frame that has not come whole.
    var unread: [UInt8]?

    init(_ pieces: [[UInt8]]) {
        var decoder = FrameDecoder()
        for piece in pieces {
            var at = 0
            reading: while true {
                switch decoder.next(piece.span, &at) {
                case .frame(let header, let range):
                    steps.append(.frame(header, Array(piece[range])))
                case .gatheredFrame(let header): steps.append(.frame(header, decoder.gathered))
                case .tooLong(let header): steps.append(.tooLong(header))
                case .notTTRPC:
                    if steps.last != .notTTRPC { steps.append(.notTTRPC) }
                    break reading
                case .needsMore: break reading
                }
            }
        }
        unread = decoder.unread
    }

    var isBounded: Bool {
        steps.allSatisfy { step in
            switch step {
            case .frame(let header, let bytes):
                bytes.count == header.length && header.length <= Limits.maximumMessage
            case .tooLong(let header): header.length > Limits.maximumMessage
            case .notTTRPC: true
            }
        }
    }
}
