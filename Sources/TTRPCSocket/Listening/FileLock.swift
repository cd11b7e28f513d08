import CLinux
import Glibc

/// An exclusive lock on a file, held until the process ends or this is released. The kernel drops
/// it with the process, so a crash leaves nothing to clean up.
package final class FileLock: Sendable {
    package let descriptor: Int32

    /// Takes the lock on the file at `path`, making the file. Throws `locked` when another process
    /// has it.
    package init(path: String) throws(SocketError) {
        let result = unsafe path.withCString { unsafe clinux_lock_file($0) }
        if result == -EWOULDBLOCK { throw .locked(path: path) }
        if result < 0 { throw .system(call: "lock", path: path, errno: -result) }
        descriptor = result
    }

    /// One that another process has taken and handed over. It belongs to the open file, so that
    /// there is no moment in which nobody holds it.
    package init(inherited descriptor: Int32) { self.descriptor = descriptor }

    deinit { clinux_close(descriptor) }
}
