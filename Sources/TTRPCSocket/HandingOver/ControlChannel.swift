import CLinux
import Glibc

/// Messages with descriptors, between two daemons.
package final class ControlChannel: Sendable {
    private let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Connected to the daemon that owns a folder; nil when none listens there.
    init?(folder: String) {
        let result = unsafe folder.withCString { folder in
            unsafe ControlSocket.name.withCString { unsafe clinux_control_connect(folder, $0) }
        }
        guard result >= 0 else { return nil }
        descriptor = result
    }

    deinit { clinux_close(descriptor) }

    /// Sends a message; waits for room for at most two seconds.
    func send(_ message: HandOverMessage, passing passed: Int32? = nil) throws(SocketError) {
        let result = unsafe message.bytes.withUnsafeBytes { bytes in
            unsafe clinux_control_send(
                descriptor, bytes.baseAddress, bytes.count, passed ?? -1, 2_000_000_000)
        }
        if result < 0 {
            throw .noAgreement(
                reason: "the other daemon can't be told: \(SystemCall.text(of: -result))")
        }
    }

    /// The next message, and the descriptor that came with it; nil at the end.
    func receive(
        withinNanoseconds timeout: Int64
    ) throws(SocketError) -> (message: HandOverMessage, passed: Int32?)? {
        var buffer = [UInt8](repeating: 0, count: HandOverMessage.bytesLimit + 64)
        var passed: Int32 = -1
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe clinux_control_receive(
                descriptor, bytes.baseAddress, bytes.count, &passed, timeout)
        }
        if count == -Int64(ETIMEDOUT) {
            throw .noAgreement(reason: "the running daemon does not answer on its control socket")
        }
        // A peer that crashed is at its end as well.
        if count <= 0 { return nil }
        guard let message = HandOverMessage(Array(buffer[..<Int(count)])) else {
            if passed >= 0 { clinux_close(passed) }
            throw .noAgreement(reason: "the running daemon says what this one does not know")
        }
        return (message, passed >= 0 ? passed : nil)
    }
}
