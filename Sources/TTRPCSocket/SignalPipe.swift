import CLinux
import Glibc

/// Signals as something to wait for. One for a process.
package final class SignalPipe: Sendable {
    package enum Event: Equatable, Sendable {
        case signal(Int32)
        /// The other descriptor can be read.
        case readable
    }

    private let descriptor: Int32

    /// From now on these signals come here.
    package init(_ signals: [Int32]) throws(SocketError) {
        descriptor = unsafe signals.withUnsafeBufferPointer { buffer in
            unsafe clinux_signal_pipe(buffer.baseAddress, Int32(buffer.count))
        }
        if descriptor < 0 {
            throw .system(call: "make", path: "a pipe for signals", errno: -descriptor)
        }
    }

    /// Waits for the next signal, or until another descriptor can be read; signals come first.
    /// Blocks.
    package func wait(or other: Int32? = nil) -> Event {
        while true {
            let ready = clinux_wait_readable(descriptor, other ?? -1, -1)
            if ready & 1 != 0, case let signal = clinux_take_signal(descriptor), signal > 0 {
                return .signal(signal)
            }
            if ready & 2 != 0 { return .readable }
        }
    }
}
