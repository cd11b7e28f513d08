import CLinux
import Glibc
import TTRPC

@testable import TTRPCSocket

/// A peer that writes bytes and reads answers, and waits for them without sleeping.
final class RawPeer {
    struct Answer: Equatable {
        var streamID: UInt32
        var code: Int32
        var payload: [UInt8]
        /// nil = a Response; else the flags of a Data frame.
        var dataFlags: UInt8?

        static func data(_ streamID: UInt32, _ payload: [UInt8], flags: UInt8 = 0) -> Answer {
            Answer(streamID: streamID, code: 0, payload: payload, dataFlags: flags)
        }
        static func end(_ streamID: UInt32) -> Answer { .data(streamID, [], flags: 5) }
    }

    private let descriptor: Int32
    private let poller: Poller
    private var decoder = FrameDecoder()
    private var pending: [Answer] = []

    init(_ path: String) throws {
        let result = unsafe path.withCString { unsafe clinux_unix_connect($0) }
        guard result >= 0 else {
            throw SocketError.system(call: "connect to", path: path, errno: -result)
        }
        descriptor = result
        poller = try Poller()
        poller.add(descriptor, token: 0)
    }

    deinit { clinux_close(descriptor) }

    static func data(_ id: UInt32, _ message: [UInt8] = [], flags: UInt8 = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        FrameHeader(
            length: message.count, streamID: id, type: .data, flags: FrameFlags(rawValue: flags)
        ).append(to: &bytes)
        return bytes + message
    }

    static func request(
        _ id: UInt32, _ payload: [UInt8] = [], method: String = "echo", timeout: Int64 = 0,
        flags: UInt8 = 0, metadata: [(key: String, value: String)] = []
    ) -> [UInt8] {
        var message: [UInt8] = []
        RequestEnvelope.append(
            service: "s", method: method, payload: payload, timeoutNanoseconds: timeout,
            metadata: metadata, to: &message)
        var bytes: [UInt8] = []
        FrameHeader(
            length: message.count, streamID: id, type: .request,
            flags: FrameFlags(rawValue: flags)
        ).append(to: &bytes)
        return bytes + message
    }

    /// Sends all; waits for room when the server does not read.
    func send(_ bytes: [UInt8]) { _ = sendAll(bytes) }

    /// Whether all was sent: false once the server has closed.
    func sendAll(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer in
                unsafe clinux_send(descriptor, buffer.baseAddress! + sent, buffer.count - sent)
            }
            if result > 0 {
                sent += Int(result)
            } else if result == -Int64(EAGAIN) {
                poller.change(descriptor, reading: false, writing: true, token: 0)
                poller.wait(nanoseconds: -1)
                poller.change(descriptor, reading: true, writing: false, token: 0)
            } else {
                return false
            }
        }
        return true
    }

    func endWriting() { clinux_shutdown_write(descriptor) }

    /// Waits until the server has closed, and reads nothing meanwhile.
    func awaitClose() {
        poller.change(descriptor, reading: false, writing: false, token: 0)
        poller.wait(nanoseconds: -1)
        poller.change(descriptor, reading: true, writing: false, token: 0)
    }

    /// The next answer; nil once the server has closed.
    func next() -> Answer? {
        while pending.isEmpty {
            guard let bytes = read() else { return nil }
            take(bytes)
        }
        return pending.removeFirst()
    }

    func next(_ count: Int) -> [Answer] {
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
        if header.type == FrameType.data.rawValue {
            pending.append(.data(header.streamID, Array(bytes[range]), flags: header.flags))
            return
        }
        guard let read = try? ResponseEnvelope(bytes.span, range) else { return }
        pending.append(
            Answer(
                streamID: header.streamID, code: read.status?.rawCode ?? 0,
                payload: Array(bytes[read.payload])))
    }

    private func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe clinux_read(descriptor, bytes.baseAddress, bytes.count)
            }
            if count > 0 { return Array(buffer[..<Int(count)]) }
            guard count == -Int64(EAGAIN) else { return nil }
            poller.wait(nanoseconds: -1)
        }
    }
}
