import CLinux
import Glibc

/// Who may connect to a socket, as the rights of its file.
package struct SocketPermissions: Equatable, Sendable {
    package var mode: UInt32
    /// nil = the group of the process.
    package var groupID: UInt32?

    package init(mode: UInt32, groupID: UInt32? = nil) {
        self.mode = mode
        self.groupID = groupID
    }

    /// The number of the group of that name; nil when there is none.
    package static func groupID(named name: String) -> UInt32? {
        UInt32(exactly: unsafe name.withCString { unsafe clinux_group_named($0) })
    }
}
