/// Why a socket can't be served.
package enum SocketError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another process listens on the path.
    case inUse(path: String)
    /// Another process holds the lock.
    case locked(path: String)
    /// A system call failed.
    case system(call: String, path: String, errno: Int32)

    package var description: String {
        switch self {
        case .inUse(let path): "another daemon listens on \(path)"
        case .locked(let path): "another daemon holds \(path)"
        case .system(let call, let path, let number):
            "can't \(call) \(path): \(SystemCall.text(of: number))"
        }
    }
}
