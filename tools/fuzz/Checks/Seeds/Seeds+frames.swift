import TTRPC

extension Seeds {
    /// Streams of frames that are unusual or wrong; the first byte says how they are cut.
    static var strangeFrames: [String: [UInt8]] {
        let call = { (id: UInt32) in request("s", "m", [1, 2, 3], streamID: id) }
        var tooLong: [UInt8] = []
        FrameHeader(length: Limits.maximumMessage + 1, streamID: 3, type: .request)
            .append(to: &tooLong)
        return [
            "calls": [0] + call(1) + call(3) + call(5) + call(7) + call(9),
            "even": [1] + call(2) + call(0),
            "held-used-again": [2] + call(5) + call(5) + call(7) + call(5),
            "too-many": [3] + call(5) + call(13) + call(21) + call(29) + call(31),
            "wrapped": [4] + call(0xffff_ffff) + call(1) + call(0xffff_ffff),
            "data": [5] + frame(.data, [], [1], streamID: 9)
                + frame(.data, [.remoteClosed, .noData], [], streamID: 9),
            "stream": [6] + request("s", "m", [], flags: .remoteOpen) + frame(.data, [], [1, 2])
                + frame(.data, [.remoteClosed], [3]) + frame(.data, [], [4]),
            "echo": [6] + request("s", "m", [1], streamID: 9, flags: .remoteOpen)
                + frame(.data, [], [1, 2], streamID: 9)
                + frame(.data, [.remoteClosed], [3], streamID: 9)
                + request("s", "m", [], streamID: 13, flags: .remoteOpen)
                + frame(.data, [], [4, 5], streamID: 13)
                + frame(.data, [.remoteClosed, .noData], [], streamID: 13)
                + request("s", "m", [7], streamID: 15, flags: .remoteClosed),
            "response": [7] + frame(.response, [], [1]) + call(3),
            "unknown-type": [8, 0, 0, 0, 1, 0, 0, 0, 1, 9, 255, 7] + call(3),
            "too-long": [9] + tooLong + [1, 2, 3],
            "not-ttrpc": [10] + call(1) + Array("PRI * HTTP/2.0".utf8),
            "empty": [11] + frame(.request, [], []) + call(3),
        ]
    }

    /// Responses to the calls of a client, on stream 1.
    static var answers: [String: [UInt8]] {
        var payload: [UInt8] = []
        let bytes: [UInt8] = [1, 2, 3]
        ResponseEnvelope.append(payload: bytes.span, to: &payload)
        var refused: [UInt8] = []
        ResponseEnvelope.append(Status(.notFound, "nobody has it"), to: &refused)
        var later: [UInt8] = []
        ResponseEnvelope.append(
            Status(.resourceExhausted, "later", retryAfterMilliseconds: 61_500), to: &later)
        let answer = { (envelope: [UInt8], id: UInt32) in
            frame(.response, [], envelope, streamID: id)
        }
        return [
            "payload": answer(payload, 1), "empty": answer([], 1), "refused": answer(refused, 1),
            "later": answer(later, 1),
            "twice": answer([0x0a, 2, 8, 5, 0x0a, 3, 0x12, 1, 0x61], 1),
            "several": answer(payload, 3) + answer(refused, 1) + answer(later, 7)
                + answer(payload, 3) + answer(payload, 9),
            "data": frame(.data, [], [1], streamID: 1)
                + frame(.data, [.remoteClosed, .noData], [], streamID: 1),
        ]
    }
}
