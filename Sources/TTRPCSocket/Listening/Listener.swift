import CLinux
import Glibc

/// A Unix socket that listens.
///
/// A file left behind by a crash is replaced; one that a process still answers on is not. A lock
/// beside the socket keeps two starters from replacing each other's.
package final class Listener: Sendable {
    /// Connections that may wait to be accepted.
    static let backlog: Int32 = 4096

    /// Where it is reached; `@` begins an abstract name.
    package let path: String
    package let descriptor: Int32
    /// nil when the file is another's, who made it: it stays.
    package let lock: FileLock?

    /// Binds it.
    ///
    /// - Parameters:
    ///   - path: at most 107 bytes, a limit of the kernel's.
    ///   - permissions: of the socket's file.
    package init(path: String, _ permissions: SocketPermissions) throws(SocketError) {
        try Listener.refuseOpenFolder(of: path)
        let lock: FileLock
        do {
            lock = try FileLock(path: Listener.lockPath(of: path))
        } catch SocketError.locked {
            throw .inUse(path: path)
        }
        try Listener.removeStale(path)
        descriptor = try BoundSocket(path: path, permissions).descriptor
        self.path = path
        self.lock = lock
    }

    /// One that was bound elsewhere and is handed to this process, for its life.
    ///
    /// - Parameter lock: nil when the file stays its maker's.
    package init(inherited descriptor: Int32, lock: FileLock? = nil) throws(SocketError) {
        let path = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { name in
            let length = unsafe clinux_socket_name(descriptor, name.baseAddress, name.count)
            return length > 0 ? unsafe String(cString: name.baseAddress!) : ""
        }
        guard clinux_is_unix_listener(descriptor) != 0 else {
            throw .notAListener(descriptor: descriptor)
        }
        let result = clinux_adopt(descriptor)
        if result < 0 { throw .system(call: "adopt", path: path, errno: -result) }
        self.path = path
        self.descriptor = descriptor
        self.lock = lock
    }

    /// One that was bound aside and has taken its place.
    init(path: String, descriptor: Int32, lock: FileLock) {
        self.path = path
        self.descriptor = descriptor
        self.lock = lock
    }

    /// Stops listening and removes the file, unless it is another's. Connections that are open
    /// stay, and so does the file of the lock: whoever removed it could pull it from under a
    /// starter that holds it.
    package func close() {
        if lock != nil { _ = unsafe path.withCString { unsafe unlink($0) } }
        clinux_close(descriptor)
    }

    /// The lock that whoever binds the path holds.
    package static func lockPath(of path: String) -> String { path + ".lock" }

    /// Where everyone may put another file in the place of the socket, no client knows whom it
    /// talks to.
    static func refuseOpenFolder(of path: String) throws(SocketError) {
        let folder = path.lastIndex(of: "/").map { path[..<$0] } ?? "."
        let isOpen = unsafe (folder.isEmpty ? "/" : String(folder)).withCString {
            unsafe clinux_is_open_to_all($0)
        }
        if isOpen != 0 { throw .openFolder(path: path) }
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
