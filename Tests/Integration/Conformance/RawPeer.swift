import DirectoryAPI
import Testing

@testable import TTRPC

/// A peer that writes frames as it likes, and reads what the daemon answers.
final class RawPeer {
    struct Answer: Equatable {
        var streamID: UInt32
        var type: FrameType = .response
        var flags: UInt8 = 0
        /// 0 = the status was omitted.
        var code: Int32 = 0
        var message = ""
        var payload: [UInt8] = []
        var retryAfterMilliseconds: Int64?

        static func end(_ id: UInt32) -> Answer {
            Answer(streamID: id, type: .data, flags: 5)
        }
    }

    let socket: RawSocket
    private var decoder = FrameDecoder()
    private var pending: [Answer] = []

    init(_ daemon: LiveDaemon) throws {
        socket = try #require(RawSocket(daemon.socketPath))
    }

    /// Sends frames, all in one write.
    func send(_ frames: [UInt8]...) { socket.send(frames.flatMap { $0 }) }

    /// The next frame; nil once the daemon has closed.
    func next(readingAtMost count: Int = 65_536) -> Answer? {
        while pending.isEmpty {
            guard let bytes = socket.read(atMost: count) else { return nil }
            take(bytes)
        }
        return pending.removeFirst()
    }

    func next(_ count: Int) -> [Answer] {
        var answers: [Answer] = []
        while answers.count < count, let answer = next() { answers.append(answer) }
        return answers
    }

    /// That the connection lives: a call on a new id is answered, and nothing before it.
    func expectAlive(id: UInt32 = 9_999_999, sourceLocation: SourceLocation = #_sourceLocation) {
        send(Frame.health(id))
        #expect(next() == .serving(id), sourceLocation: sourceLocation)
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

extension RawPeer.Answer {
    /// What a health call is answered with: field 1, SERVING.
    static func serving(_ id: UInt32) -> RawPeer.Answer {
        RawPeer.Answer(streamID: id, payload: [8, 1])
    }
}
