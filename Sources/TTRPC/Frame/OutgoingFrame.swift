/// The frames that a server sends, each appended whole.
enum OutgoingFrame {
    /// A Response with a payload; one that is larger than a frame may be is replaced by
    /// RESOURCE_EXHAUSTED: Debian's Go client panics on it.
    static func answer(_ streamID: UInt32, _ payload: Span<UInt8>, to output: inout [UInt8]) {
        let start = output.count
        FrameHeader(length: 0, streamID: streamID, type: .response).append(to: &output)
        ResponseEnvelope.append(payload: payload, to: &output)
        let length = output.count - start - Limits.headerLength
        guard length <= Limits.maximumMessage else {
            output.removeLast(output.count - start)
            return refuse(streamID, .tooLong(length), to: &output)
        }
        FrameHeader.patchLength(of: &output, from: start)
    }

    /// A Response with a status and no payload.
    static func refuse(_ streamID: UInt32, _ status: Status, to output: inout [UInt8]) {
        let start = output.count
        FrameHeader(length: 0, streamID: streamID, type: .response).append(to: &output)
        ResponseEnvelope.append(status, to: &output)
        FrameHeader.patchLength(of: &output, from: start)
    }

    /// One message of a stream, of at most `Limits.maximumMessage` bytes.
    static func data(_ streamID: UInt32, _ payload: Span<UInt8>, to output: inout [UInt8]) {
        FrameHeader(length: payload.count, streamID: streamID, type: .data).append(to: &output)
        output.append(copying: payload)
    }

    /// The end of a stream whose server sends Data: 0x05, without bytes.
    static func end(_ streamID: UInt32, to output: inout [UInt8]) {
        FrameHeader(
            length: 0, streamID: streamID, type: .data, flags: [.remoteClosed, .noData]
        ).append(to: &output)
    }
}

extension Status {
    /// In the words of the other implementations.
    static func tooLong(_ length: Int) -> Status {
        Status(
            .resourceExhausted,
            "message length \(length) exceed maximum message size of \(Limits.maximumMessage)")
    }
}
