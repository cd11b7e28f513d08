import Glibc
import Logging
import ProgramSettings
import TTRPCSocket

/// Taking the place of the daemon that runs.
extension Daemon {
    struct Place {
        let takeOver: TakeOver
        let folderLock: FileLock
        let listener: Listener
        /// The other's, in whose backlog some may wait who were connecting at the time.
        let former: Listener?
        let connections: [PassedConnection]
    }

    /// How long a daemon that broke off in the middle may take to end.
    private static let endingSeconds = 15

    /// nil when no other is to be taken over from, or none answers.
    ///
    /// The order is what nobody is refused by: this one's socket is bound aside and renamed over
    /// the other's, so that who connects waits in its backlog; then the other answers what it has
    /// read, closes the store, and passes on its connections as they are.
    func takePlace(_ inherited: Listener?) throws -> Place? {
        guard settings.takesOver,
            let takeOver = try TakeOver(folder: settings.dataDirectory)
        else { return nil }
        if inherited == nil { try refuseOtherPath(takeOver) }
        let aside =
            inherited == nil && takeOver.ownsFile
            ? try ListenerAside(of: settings.socket, settings.socketPermissions) : nil
        do {
            try aside?.takePlace()
        } catch {
            aside?.discard()
            throw error
        }
        let inheritance = try takeOver.complete(aside)
        if !inheritance.isWhole {
            logger.warning("the other daemon ended before all was passed on")
        }
        let folderLock = try Self.lock(
            settings.dataDirectory + "/lock", inheritance.folderLock, inheritance.isWhole)
        let former = try inheritance.listener.map { try Listener(inherited: $0) }
        let listener: Listener
        if let inherited {
            listener = inherited
        } else if let aside {
            listener = aside.listener(
                try Self.lock(
                    Listener.lockPath(of: settings.socket), inheritance.pathLock,
                    inheritance.isWhole))
        } else if let former {
            listener = former
        } else {
            throw ProgramFailure.refused("the other daemon ended without passing on its socket")
        }
        return Place(
            takeOver: takeOver, folderLock: folderLock, listener: listener,
            former: former === listener ? nil : former, connections: inheritance.connections)
    }

    private func refuseOtherPath(_ other: TakeOver) throws(ProgramFailure) {
        guard other.path == SocketLocation.absolute(settings.socket) else {
            throw .refused(
                "the running daemon listens on \(other.path): --take-over needs the same --socket")
        }
    }

    /// The lock that was passed on. Of one that broke off it is not known whether it still writes:
    /// there, what it passed on is let go, and the lock is free when it has ended.
    private static func lock(
        _ path: String, _ passed: consuming FileLock?, _ isWhole: Bool
    ) throws -> FileLock {
        if isWhole, let passed { return passed }
        passed = nil
        for _ in 0..<(endingSeconds * 50) {
            do {
                return try FileLock(path: path)
            } catch SocketError.locked {
                usleep(20_000)
            }
        }
        throw SocketError.locked(path: path)
    }
}
