import CLinux
import Glibc

/// A Unix socket as the kernel has it: bytes out, bytes in, and never a wait without end.
package final class RawSocket {
    /// How long to wait for bytes that are to come; only a test that fails waits so long.
    private static let patienceMilliseconds: Int32 = 60_000

    private let descriptor: Int32

    /// nil when nobody listens.
    package init?(_ path: String) {
        descriptor = unsafe path.withCString { unsafe clinux_unix_connect($0) }
        if descriptor < 0 { return nil }
    }

    deinit { clinux_close(descriptor) }

    /// Sends all; false once the peer has closed.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer in
                unsafe clinux_send(descriptor, buffer.baseAddress! + sent, buffer.count - sent)
            }
            if result > 0 {
                sent += Int(result)
            } else if result != -Int64(EAGAIN) || !wait(for: POLLOUT) {
                return false
            }
        }
        return true
    }

    /// Sends what the peer has room for now; gives how much that was, nil once it has closed.
    package func sendNow(_ bytes: ArraySlice<UInt8>) -> Int? {
        let result = unsafe bytes.withUnsafeBytes { buffer in
            unsafe clinux_send(descriptor, buffer.baseAddress, buffer.count)
        }
        if result >= 0 { return Int(result) }
        return result == -Int64(EAGAIN) ? 0 : nil
    }

    package func endWriting() { clinux_shutdown_write(descriptor) }

    /// What has come, up to so much; nil once the peer has closed, or when nothing comes.
    package func read(atMost count: Int = 65_536) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: count)
        while true {
            let result = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe clinux_read(descriptor, bytes.baseAddress, bytes.count)
            }
            if result > 0 { return Array(buffer[..<Int(result)]) }
            guard result == -Int64(EAGAIN), wait(for: POLLIN) else { return nil }
        }
    }

    /// Whether the peer has closed, before long; nothing that it has sent is read.
    package func waitForClose() -> Bool {
        var wanted = pollfd(fd: descriptor, events: 0, revents: 0)
        return unsafe poll(&wanted, 1, Self.patienceMilliseconds) > 0
    }

    private func wait(for events: Int32) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        return unsafe poll(&wanted, 1, Self.patienceMilliseconds) > 0
    }

    /// Lets this process have as many descriptors open as it may.
    package static func raiseLimit() -> Int64 { clinux_raise_open_files() }
}
