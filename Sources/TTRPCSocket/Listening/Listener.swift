import CLinux
import Glibc

/// A Unix socket that is bound and listens.
///
/// A file left behind by a crash is replaced; one that a process still answers on is not. A lock
/// beside the socket keeps two starters from replacing each other's.
package final class Listener: Sendable {
    /// Connections that may wait to be accepted.
    static let backlog: Int32 = 4096

    package let path: String
    let descriptor: Int32
    private let lock: FileLock

    /// - Parameters:
    ///   - path: at most 107 bytes, a limit of the kernel's.
    ///   - mode: permissions of the socket file.
    package init(path: String, mode: UInt32) throws(SocketError) {
        do {
            lock = try FileLock(path: path + ".lock")
        } catch SocketError.locked {
            throw .inUse(path: path)
        }
        try Listener.removeStale(path)
        let result = unsafe path.withCString {
            unsafe clinux_unix_listen($0, mode, Listener.backlog)
        }
        if result < 0 { throw .system(call: "listen on", path: path, errno: -result) }
        self.path = path
        descriptor = result
    }

    /// Stops listening and removes the file. Connections that are open stay, and so does the file
    /// of the lock: whoever removed it could pull it from under a starter that holds it.
    package func close() {
        _ = unsafe path.withCString { unsafe unlink($0) }
        clinux_close(descriptor)
    }

    private static func removeStale(_ path: String) throws(SocketError) {
        let result = unsafe path.withCString { unsafe clinux_unix_connect($0) }
        if result >= 0 {
            clinux_close(result)
            throw .inUse(path: path)
        }
        switch -result {
        case ENOENT: return
        case ECONNREFUSED:
            // A file of another kind refuses too; that one stays.
            guard unsafe path.withCString({ unsafe clinux_is_socket($0) }) != 0 else {
                throw .system(call: "replace", path: path, errno: EEXIST)
            }
            if unsafe path.withCString({ unsafe unlink($0) }) != 0, errno != ENOENT {
                throw .system(call: "replace", path: path, errno: errno)
            }
        default: throw .system(call: "listen on", path: path, errno: -result)
        }
    }
}
