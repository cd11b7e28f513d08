import CLinux
import Glibc

/// Where a daemon is asked by the next one to make room: a socket in the data folder that only the
/// daemon's own user, and root, are answered on.
package final class ControlSocket: Sendable {
    static let name = "control"

    private let folder: String
    package let descriptor: Int32

    /// To be made while the lock on the folder is held: a file that is there is a crash's.
    package init(folder: String) throws(SocketError) {
        _ = unsafe folder.withCString { folder in
            unsafe Self.name.withCString { unsafe clinux_unlink_in(folder, $0) }
        }
        let result = unsafe folder.withCString { folder in
            unsafe Self.name.withCString { unsafe clinux_control_listen(folder, $0) }
        }
        if result < 0 {
            throw .system(call: "listen on", path: "\(folder)/\(Self.name)", errno: -result)
        }
        self.folder = folder
        descriptor = result
    }

    /// The next one that asks; nil when it has gone, or is not who may ask.
    package func accept() -> ControlChannel? {
        let accepted = clinux_accept(descriptor)
        guard accepted >= 0 else { return nil }
        let channel = ControlChannel(descriptor: accepted)
        var peer = clinux_peer()
        guard unsafe clinux_peer_of(accepted, &peer) == 0,
            peer.uid == clinux_own_uid() || peer.uid == 0
        else { return nil }
        return channel
    }

    /// Removes the file; to be called while the lock on the folder is held.
    package func remove() {
        _ = unsafe folder.withCString { folder in
            unsafe Self.name.withCString { unsafe clinux_unlink_in(folder, $0) }
        }
    }

    deinit { clinux_close(descriptor) }
}
