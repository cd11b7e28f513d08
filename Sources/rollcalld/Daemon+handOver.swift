import DirectoryDomain
import Logging
import ProgramSettings
import TTRPCSocket

/// Making room for the next daemon.
extension Daemon {
    /// Gives what this daemon has to one that asks; false when nothing comes of it, and this one
    /// goes on.
    func handOver(_ parts: Parts, _ supervisor: Supervisor) throws(ProgramFailure) -> Bool {
        let listener = parts.server.listener
        guard let channel = parts.control?.accept(),
            let other = HandOver(
                channel, path: SocketLocation.absolute(listener.path), listener: listener)
        else { return false }
        logger.info("handing over")
        supervisor.stopWatching()
        let passed = PassedConnections()
        parts.server.handOver(to: passed)
        waitForCalls(parts.server)
        do throws(SocketError) {
            try other.pass(folderLock: parts.lock, listener: listener)
            let count = try other.pass(passed)
            parts.store.close()
            try other.finish()
            logger.info("passed on", metadata: ["connections": "\(count)"])
        } catch {
            parts.store.close()
            throw .refused(error.description)
        }
        return true
    }
}
