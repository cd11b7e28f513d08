import CLinux
import Glibc

/// A Unix socket that listens, made at a path where nothing was.
struct BoundSocket {
    let descriptor: Int32

    /// Bound closed to everyone; its group and mode are set before it listens.
    init(path: String, _ permissions: SocketPermissions) throws(SocketError) {
        let result = unsafe path.withCString { unsafe clinux_unix_bind($0) }
        if result < 0 { throw .system(call: "listen on", path: path, errno: -result) }
        descriptor = result
        do {
            try open(path, to: permissions)
        } catch {
            clinux_close(result)
            _ = unsafe path.withCString { unsafe unlink($0) }
            throw error
        }
    }

    private func open(_ path: String, to permissions: SocketPermissions) throws(SocketError) {
        if let group = permissions.groupID {
            let result = unsafe path.withCString { unsafe clinux_change_group($0, group) }
            if result < 0 {
                throw .system(call: "give to group \(group)", path: path, errno: -result)
            }
        }
        let result = unsafe path.withCString {
            unsafe clinux_change_mode($0, permissions.mode)
        }
        if result < 0 { throw .system(call: "set the mode of", path: path, errno: -result) }
        let listening = clinux_listen(descriptor, Listener.backlog)
        if listening < 0 { throw .system(call: "listen on", path: path, errno: -listening) }
    }
}
