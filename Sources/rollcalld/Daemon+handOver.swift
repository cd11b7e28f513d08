import DirectoryDomain
import Logging
import ProgramSettings
import TTRPCSocket

/// Making room for the next daemon.
extension Daemon {
    enum HandedOver {
        /// Nothing came of it: this one serves as before.
        case nothing
        case everything
        /// The other has ended before it served: this one has opened what it had closed.
        case takenBack(Parts)
    }

    /// Gives what this daemon has to one that asks.
    func handOver(_ parts: Parts, _ supervisor: Supervisor) throws(ProgramFailure) -> HandedOver {
        let listener = parts.server.listener
        guard let channel = parts.control?.accept(),
            let other = HandOver(
                channel, path: SocketLocation.absolute(listener.path), listener: listener)
        else { return .nothing }
        logger.info("handing over")
        supervisor.stopWatching()
        let passed = PassedConnections()
        parts.server.handOver(to: passed)
        waitForCalls(parts.server)
        let connections = passed.takeAll()
        do throws(SocketError) {
            try other.pass(folderLock: parts.lock)
            try other.pass(connections)
            parts.store.close()
            try other.finish()
            logger.info("passed on", metadata: ["connections": "\(connections.count)"])
            return .everything
        } catch {
            logger.error("no other took over", metadata: ["reason": "\(error)"])
            parts.store.close()
            return .takenBack(try takeBack(parts, other, connections))
        }
    }

    private func takeBack(
        _ parts: Parts, _ other: HandOver, _ connections: [PassedConnection]
    ) throws(ProgramFailure) -> Parts {
        try refusing {
            let (listener, former) = try other.listeners()
            return try assemble(
                parts.lock, former: former, connections: connections, takeOver: nil
            ) { listener }
        }
    }
}
