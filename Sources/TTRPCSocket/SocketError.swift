/// Why a socket can't be served.
package enum SocketError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another process listens on the path.
    case inUse(path: String)
    /// Another process holds the lock.
    case locked(path: String)
    /// Everyone may replace files in the folder of the path.
    case openFolder(path: String)
    /// A descriptor handed over by another process is no Unix stream socket that listens.
    case notAListener(descriptor: Int32)
    /// Another process says something else than was agreed on, or nothing.
    case noAgreement(reason: String)
    /// A system call failed.
    case system(call: String, path: String, errno: Int32)

    package var description: String {
        switch self {
        case .inUse(let path): "another daemon listens on \(path)"
        case .locked(let path): "another daemon holds \(path)"
        case .openFolder(let path):
            "everyone may write to the folder of \(path), and so replace it; chmod o-w or +t"
        case .notAListener(let descriptor):
            "descriptor \(descriptor) is no Unix stream socket that listens"
        case .noAgreement(let reason): reason
        case .system(let call, let path, let number):
            "can't \(call) \(path): \(SystemCall.text(of: number))"
        }
    }
}
