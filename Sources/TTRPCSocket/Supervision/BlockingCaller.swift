import CLinux
import TTRPC

/// Makes one call after the other on a connection, each waiting for its answer: for a daemon that
/// asks itself.
package final class BlockingCaller {
    private let descriptor: Int32
    private var machine = ClientConnection()
    private var buffer = [UInt8](repeating: 0, count: 4_096)

    /// Over a connection that is there already, which it closes.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Connects as any client does; nil when nobody listens.
    package init?(path: String) {
        let result = unsafe path.withCString { unsafe clinux_unix_connect($0) }
        guard result >= 0 else { return nil }
        descriptor = result
    }

    deinit { clinux_close(descriptor) }

    /// The packed answer; nil when there was none in time, or it was a refusal.
    package func call(
        service: String, method: String, payload: [UInt8], withinNanoseconds timeout: UInt64
    ) -> [UInt8]? {
        let end = clinux_monotonic_ns() + timeout
        var request: [UInt8] = []
        let id = machine.start(
            service: service, method: method, payload: payload,
            timeoutNanoseconds: Int64(clamping: timeout), metadata: [], into: &request)
        // A request this small fits into any socket's buffer.
        guard let id, send(request) else { return nil }
        while let count = read(until: end) {
            var answer: (isRight: Bool, payload: [UInt8])?
            machine.receive(buffer.span.extracting(0..<count)) { event in
                if case .answered(id, let status, let payload) = event {
                    answer = (status == nil, payload)
                }
            }
            if let answer { return answer.isRight ? answer.payload : nil }
        }
        machine.abandon(id)
        return nil
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        let sent = unsafe bytes.withUnsafeBytes { bytes in
            unsafe clinux_send(descriptor, bytes.baseAddress, bytes.count)
        }
        return sent == bytes.count
    }

    /// Bytes read; nil at the end of the connection or of the time.
    private func read(until end: UInt64) -> Int? {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe clinux_read(descriptor, bytes.baseAddress, bytes.count)
            }
            if count > 0 { return Int(count) }
            guard count == -Int64(SystemCall.wouldBlock) else { return nil }
            let now = clinux_monotonic_ns()
            guard now < end else { return nil }
            _ = clinux_wait_readable(descriptor, -1, Int64(clamping: end - now))
        }
    }
}
