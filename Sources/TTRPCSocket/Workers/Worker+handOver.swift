import CLinux
import TTRPC

/// Connections that go from one process to another. The peer notices nothing: what it has sent and
/// nobody has read stays in the socket, and what was read of a frame goes along.
extension Worker {
    /// Reads no more; passes each connection on when nothing is owed to it.
    func handOver(to passed: PassedConnections) {
        guard !isDraining else { return }
        isDraining = true
        passing = passed
        for connection in connections.all {
            // Streams can't be gone on with elsewhere: they end as in a drain.
            cancel(connection.state.drain(), of: connection)
            poller.change(
                connection.descriptor, reading: false, writing: connection.isBlocked,
                token: connection.token)
            send(connection)
        }
    }

    /// Ends the worker's part in a connection that is owed nothing.
    func end(_ connection: WorkerConnection) {
        guard let passing, !connection.hasEnded, let unread = connection.state.unread else {
            return close(connection)
        }
        poller.remove(connection.descriptor)
        remove(connection)
        passing.add(PassedConnection(descriptor: connection.descriptor, unread: unread))
    }

    /// Goes on where another process has stopped.
    func resume(_ connection: WorkerConnection, _ unread: [UInt8]) {
        var rest = unread[...]
        while !rest.isEmpty, connections[connection.token] != nil {
            rest = rest.dropFirst(process(connection, rest))
        }
        if connections[connection.token] != nil { touch(connection) }
    }
}
