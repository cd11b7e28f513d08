/// A connection on its way from one process to another: the peer notices nothing.
package struct PassedConnection: Sendable {
    let descriptor: Int32
    /// What was read of it and not run: the beginning of a frame.
    var unread: [UInt8]
}
