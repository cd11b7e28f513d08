import Glibc

/// A listener that waits beside the place of another, to be renamed over it: who connects meets
/// either the one or the other, and is never refused.
package struct ListenerAside: Sendable {
    private let path: String
    private let asidePath: String
    let descriptor: Int32

    /// Only whoever the other has promised its place to may make one.
    ///
    /// - Parameter path: at most 102 bytes: five fewer than the kernel takes.
    package init(of path: String, _ permissions: SocketPermissions) throws(SocketError) {
        try Listener.refuseOpenFolder(of: path)
        let asidePath = path + ".next"
        // Left behind by one that ended here.
        _ = unsafe asidePath.withCString { unsafe unlink($0) }
        descriptor = try BoundSocket(path: asidePath, permissions).descriptor
        self.path = path
        self.asidePath = asidePath
    }

    /// From now on who connects to the path waits in this one's backlog.
    package func takePlace() throws(SocketError) {
        let result = unsafe asidePath.withCString { aside in
            unsafe path.withCString { unsafe rename(aside, $0) }
        }
        if result < 0 { throw .system(call: "replace", path: path, errno: errno) }
    }

    package func listener(_ lock: FileLock) -> Listener {
        Listener(path: path, descriptor: descriptor, lock: lock)
    }

    /// Gives up before the place is taken.
    package func discard() {
        _ = unsafe asidePath.withCString { unsafe unlink($0) }
        close(descriptor)
    }
}
