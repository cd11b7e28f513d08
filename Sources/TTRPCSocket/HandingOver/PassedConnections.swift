import CLinux
import Synchronization

/// Where workers put the connections that they pass on. Any thread.
package final class PassedConnections: Sendable {
    private let connections = Mutex<[PassedConnection]>([])

    package init() {}

    func add(_ connection: PassedConnection) {
        connections.withLock { $0.append(connection) }
    }

    package func takeAll() -> [PassedConnection] {
        connections.withLock { connections in
            defer { connections.removeAll() }
            return connections
        }
    }

    deinit {
        for connection in takeAll() { clinux_close(connection.descriptor) }
    }
}
