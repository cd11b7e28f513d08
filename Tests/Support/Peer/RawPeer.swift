import TTRPC

/// A peer that writes frames as it likes, and reads what the server answers.
package final class RawPeer {
    package struct Answer: Equatable, Sendable {
        package var streamID: UInt32
        package var type: FrameType
        package var flags: UInt8
        /// 0 = the status was omitted.
        package var code: Int32
        package var message: String
        package var payload: [UInt8]
        package var retryAfterMilliseconds: Int64?

        package init(
            streamID: UInt32, type: FrameType = .response, flags: UInt8 = 0, code: Int32 = 0,
            message: String = "", payload: [UInt8] = []
        ) {
            self.streamID = streamID
            self.type = type
            self.flags = flags
            self.code = code
            self.message = message
            self.payload = payload
        }

        package static func data(
            _ streamID: UInt32, _ payload: [UInt8], flags: UInt8 = 0
        ) -> Answer {
            Answer(streamID: streamID, type: .data, flags: flags, payload: payload)
        }

        package static func end(_ streamID: UInt32) -> Answer { .data(streamID, [], flags: 5) }

        /// Without what a status says beside its code.
        package var bare: Answer {
            Answer(streamID: streamID, type: type, flags: flags, code: code, payload: payload)
        }
    }

    package let socket: RawSocket
    private var decoder = FrameDecoder()
    private var pending: [Answer] = []

    package init(_ socket: RawSocket) { self.socket = socket }

    /// Sends frames, all in one write.
    package func send(_ frames: [UInt8]...) { socket.send(frames.flatMap { $0 }) }

    /// The next frame; nil once the server has closed.
    package func next(readingAtMost count: Int = 65_536) -> Answer? {
        while pending.isEmpty {
            guard let bytes = socket.read(atMost: count) else { return nil }
            take(bytes)
        }
        return pending.removeFirst()
    }

    package func next(_ count: Int) -> [Answer] {
        var answers: [Answer] = []
        while answers.count < count, let answer = next() { answers.append(answer) }
        return answers
    }

    private func take(_ bytes: [UInt8]) {
        var at = 0
        while true {
            switch decoder.next(bytes.span, &at) {
            case .frame(let header, let range): add(header, bytes, range)
            case .gatheredFrame(let header):
                add(header, decoder.gathered, 0..<header.length)
            case .needsMore, .notTTRPC, .tooLong: return
            }
        }
    }

    private func add(_ header: FrameHeader, _ bytes: [UInt8], _ range: Range<Int>) {
        guard let type = FrameType(rawValue: header.type) else { return }
        var answer = Answer(streamID: header.streamID, type: type, flags: header.flags)
        if type == .data {
            answer.payload = Array(bytes[range])
        } else if let read = try? ResponseEnvelope(bytes.span, range) {
            answer.code = read.status?.rawCode ?? 0
            answer.message = read.status?.message ?? ""
            answer.retryAfterMilliseconds = read.status?.retryAfterMilliseconds
            answer.payload = Array(bytes[read.payload])
        }
        pending.append(answer)
    }
}
