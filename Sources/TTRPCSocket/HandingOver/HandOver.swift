import CLinux

/// The side that gives up: agrees, and then passes on what it has.
package struct HandOver {
    /// How long the other may take for its part of the talk.
    private static let patienceNanoseconds: Int64 = 2_000_000_000
    /// How long the other may take to open the store: a migration of a large one takes its time.
    private static let startNanoseconds: Int64 = 600_000_000_000

    private let channel: ControlChannel
    private let listener: Listener
    /// A copy of the other's socket, which may be in the place of this one's by now.
    private let aside: Int32?

    /// Talks with a daemon that asks; nil when nothing comes of it, and this one is to go on.
    ///
    /// - Parameter path: where this one listens, from the root.
    package init?(_ channel: ControlChannel, path: String, listener: Listener) {
        self.channel = channel
        self.listener = listener
        do {
            guard let first = try channel.receive(withinNanoseconds: Self.patienceNanoseconds),
                case .request(let version) = first.message
            else { return nil }
            guard version == HandOverMessage.version else {
                try channel.send(
                    .refused(reason: "the running daemon is of another version; restart it"))
                return nil
            }
            try channel.send(.granted(path: path, ownsFile: listener.lock != nil))
            guard let next = try channel.receive(withinNanoseconds: Self.patienceNanoseconds),
                next.message == .begin
            else { return nil }
            aside = next.passed
        } catch {
            return nil
        }
    }

    /// Passes on the locks, which so are held all the time, and the socket: who is connecting to
    /// the old file at this moment is in its backlog.
    package func pass(folderLock: FileLock) throws(SocketError) {
        try channel.send(.folderLock, passing: folderLock.descriptor)
        if let lock = listener.lock { try channel.send(.pathLock, passing: lock.descriptor) }
        try channel.send(.listener, passing: listener.descriptor)
    }

    /// Passes on connections, copies of which this one keeps until the other serves.
    package func pass(_ connections: [PassedConnection]) throws(SocketError) {
        for connection in connections {
            var rest = connection.unread[...]
            let first = rest.prefix(HandOverMessage.bytesLimit)
            rest = rest.dropFirst(first.count)
            try channel.send(
                .connection(unread: Array(first)), passing: connection.descriptor)
            while !rest.isEmpty {
                let next = rest.prefix(HandOverMessage.bytesLimit)
                rest = rest.dropFirst(next.count)
                try channel.send(.unread(Array(next)))
            }
        }
    }

    /// Says that the store is closed, and waits until the other serves.
    package func finish() throws(SocketError) {
        try channel.send(.done)
        let answer = try channel.receive(withinNanoseconds: Self.startNanoseconds)
        guard answer?.message == .serving else {
            throw .noAgreement(reason: "the daemon that takes over has ended before it served")
        }
    }

    /// Where this one goes on listening when the other has ended before it served: on the other's
    /// socket, if that has taken the place of its own, in whose backlog some may wait still.
    package func listeners() throws(SocketError) -> (listener: Listener, former: Listener?) {
        guard let lock = listener.lock else { return (listener, nil) }
        guard let aside else {
            throw .noAgreement(reason: "the daemon that takes over has kept its socket")
        }
        return (
            Listener(path: listener.path, descriptor: aside, lock: lock),
            try Listener(inherited: listener.descriptor)
        )
    }
}
