import CLinux
import Glibc

/// Signals as something to wait for. One for a process.
package final class SignalPipe: Sendable {
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

    /// Waits for the next signal. Blocks.
    package func wait() -> Int32 {
        while true {
            let signal = clinux_wait_signal(descriptor, -1)
            if signal > 0 { return signal }
        }
    }
}
