/// Who is on the other end of a connection, from the kernel (SO_PEERCRED), as of its connect.
package struct Peer: Equatable, Sendable {
    package var uid: UInt32
    package var gid: UInt32
    package var pid: Int32

    package init(uid: UInt32, gid: UInt32, pid: Int32) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
    }
}
