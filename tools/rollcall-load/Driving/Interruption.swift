import CLinux
import Glibc

/// Tells the loops of this process that ^C, or SIGTERM, has come: from then on for good.
struct Interruption: Sendable {
    /// Readable once a signal has come; never read, so that it stays so.
    let fd: Int32

    /// Once a process.
    static func watch() throws(LoadFailure) -> Interruption {
        let signals = [SIGINT, SIGTERM]
        let pipe = unsafe signals.withUnsafeBufferPointer { buffer in
            unsafe clinux_signal_pipe(buffer.baseAddress!, Int32(buffer.count))
        }
        return Interruption(fd: try SystemCall.check("signal pipe", pipe))
    }

    /// Waits; answers whether a signal has come.
    static func wait(_ interruption: Interruption?, milliseconds: Int32) -> Bool {
        // A negative descriptor is passed over.
        var wanted = pollfd(fd: interruption?.fd ?? -1, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&wanted, 1, milliseconds) > 0
    }
}
