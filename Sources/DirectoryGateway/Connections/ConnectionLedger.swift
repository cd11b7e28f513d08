import Synchronization

/// Which addresses are connected how often, so that no more are let in than there may be. Any
/// thread.
package final class ConnectionLedger: Sendable {
    private struct Entries {
        var total = 0
        var byAddress: [String: Int] = [:]
    }

    private let limits: ConnectionLimits
    private let entries = Mutex(Entries())

    package init(_ limits: ConnectionLimits) { self.limits = limits }

    /// Counts a connection, to be released once; false when there are too many already.
    func admit(_ address: String) -> Bool {
        entries.withLock { entries in
            let own = entries.byAddress[address] ?? 0
            guard entries.total < limits.connections, own < limits.connectionsPerAddress else {
                return false
            }
            entries.total += 1
            entries.byAddress[address] = own + 1
            return true
        }
    }

    func release(_ address: String) {
        entries.withLock { entries in
            guard let own = entries.byAddress[address] else { return }
            entries.total -= 1
            // An address that has left is forgotten, or the list would grow with every visitor.
            entries.byAddress[address] = own > 1 ? own - 1 : nil
        }
    }
}
