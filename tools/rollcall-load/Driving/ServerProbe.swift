import CLinux
import DirectoryAPI
import ProtobufC
import TTRPC

/// Asks a daemon, before a run, who it is.
enum ServerProbe {
    private static let patience: UInt64 = 2_000_000_000

    /// The process behind a socket; nil when there is none to see.
    static func owner(of socket: String) -> Int32? {
        guard let fd = try? SystemCall.connect(to: socket) else { return nil }
        defer { clinux_close(fd) }
        return SystemCall.peerProcess(fd)
    }

    /// nil when it does not say: only operators are told.
    static func version(at socket: String, apiKey: String?) -> String? {
        guard let fd = try? SystemCall.connect(to: socket) else { return nil }
        defer { clinux_close(fd) }
        var request: [UInt8] = []
        RequestPattern(GetStatus.self, GetStatusRequest(), [], apiKey: apiKey)
            .append(Call(user: 0), id: 1, to: &request)
        guard (try? SystemCall.send(fd, request)) == request.count,
            let answer = try? read(from: fd),
            let envelope = try? ResponseEnvelope(answer.bytes.span, answer.body),
            envelope.status == nil,
            let status = try? GetStatusResponse(decoding: Array(answer.bytes[envelope.payload]))
        else { return nil }
        return "rollcalld \(status.version), \(status.engine)"
    }

    private static func read(
        from fd: Int32
    ) throws(LoadFailure) -> (bytes: [UInt8], body: Range<Int>)? {
        var poller = try Poller()
        try poller.add(fd, token: 0)
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var count = 0
        let deadline = clinux_monotonic_ns() + patience
        while count < bytes.count, clinux_monotonic_ns() < deadline {
            guard try poller.wait(timeout: patience / 8) > 0 else { continue }
            let more = try SystemCall.read(fd, into: &bytes, at: count)
            if more == 0 { return nil }
            count += more ?? 0
            let span = bytes.span.extracting(0..<count)
            if case .answer(_, let body, _) = DirectoryReplies.cut(span, from: 0, type: .response) {
                return (bytes, body)
            }
        }
        return nil
    }
}
