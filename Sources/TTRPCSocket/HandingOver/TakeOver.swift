import CLinux

/// The side that takes over: asks, and then receives what the other has.
package struct TakeOver {
    /// The other's drain may take 10 s, and what it writes on closing its store some more.
    private static let patienceNanoseconds: Int64 = 60_000_000_000
    private static let answerNanoseconds: Int64 = 5_000_000_000

    private let channel: ControlChannel
    /// Where the other listens.
    package let path: String
    /// Whether the file there is the other's own, and not its supervisor's.
    package let ownsFile: Bool

    /// What the other had.
    package struct Inheritance: Sendable {
        /// Locks that the other held; nil when it ended before it could pass them on.
        package var folderLock: FileLock?
        package var pathLock: FileLock?
        /// The other's socket, where some may wait who connected to the old file.
        package var listener: Int32?
        package var connections: [PassedConnection] = []
        /// False when the other ended in the middle: what it had begun is lost.
        package var isWhole = false
    }

    /// Asks the daemon that owns a folder; nil when none answers there.
    package init?(folder: String) throws(SocketError) {
        guard let channel = ControlChannel(folder: folder) else { return nil }
        try channel.send(.request(version: HandOverMessage.version))
        let answer = try channel.receive(withinNanoseconds: Self.answerNanoseconds)
        switch answer?.message {
        case .granted(let path, let ownsFile):
            self.channel = channel
            self.path = path
            self.ownsFile = ownsFile
        case .refused(let reason): throw .noAgreement(reason: reason)
        case nil: return nil
        default: throw .noAgreement(reason: "the running daemon says what was not asked")
        }
    }

    /// Tells the other to give up, and receives what it has. Blocks until its store is closed.
    ///
    /// - Parameter aside: what has taken the place of the other's socket; the other goes on with it
    ///   should this one end before it serves.
    package func complete(_ aside: ListenerAside? = nil) throws(SocketError) -> Inheritance {
        try channel.send(.begin, passing: aside?.descriptor)
        var inheritance = Inheritance()
        while let next = try channel.receive(withinNanoseconds: Self.patienceNanoseconds) {
            guard take(next.message, next.passed, into: &inheritance) else { break }
        }
        return inheritance
    }

    /// Tells the other that this one serves: it is waited for no more.
    package func tellServing() throws(SocketError) { try channel.send(.serving) }

    /// False after the last one.
    private func take(
        _ message: HandOverMessage, _ passed: Int32?, into inheritance: inout Inheritance
    ) -> Bool {
        switch (message, passed) {
        case (.folderLock, let lock?): inheritance.folderLock = FileLock(inherited: lock)
        case (.pathLock, let lock?): inheritance.pathLock = FileLock(inherited: lock)
        case (.listener, let listener?): inheritance.listener = listener
        case (.connection(let unread), let descriptor?):
            inheritance.connections.append(
                PassedConnection(descriptor: descriptor, unread: unread))
        case (.unread(let bytes), nil):
            guard let last = inheritance.connections.indices.last else { break }
            inheritance.connections[last].unread += bytes
        case (.done, nil):
            inheritance.isWhole = true
            return false
        default:
            if let passed { clinux_close(passed) }
        }
        return true
    }
}
