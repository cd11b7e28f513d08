import CLinux
import DirectoryAPI
import DirectoryCache
import DirectoryDomain
import DirectoryService
import DirectorySQLite
import EventCoding
import Foundation
import Logging
import ProgramSettings
import TTRPC
import TTRPCSocket

/// The one place where concrete types meet.
extension Daemon {
    struct Parts {
        let store: any DirectoryStore
        let server: SocketServer
        /// Keeps a second daemon off the data folder for as long as it lives.
        let lock: FileLock
        /// nil where the data folder can hold no socket.
        let control: ControlSocket?
        /// The talk with the daemon whose place this one takes.
        let takeOver: TakeOver?
    }

    /// Opens the store and then the socket, which accepts only once calls can be answered.
    ///
    /// - Parameter inherited: the socket that a supervisor has opened.
    func build(_ inherited: Listener?) throws(ProgramFailure) -> Parts {
        try refusing { try assemble(inherited) }
    }

    /// What goes wrong in building, in the words of a refused start.
    func refusing(_ build: () throws -> Parts) throws(ProgramFailure) -> Parts {
        do {
            return try build()
        } catch let error as SocketError {
            throw .refused(error.description)
        } catch let error as StoreOpeningError {
            throw .refused(error.description)
        } catch let failure as ProgramFailure {
            throw failure
        } catch {
            throw .refused("can't start: \(error)")
        }
    }

    private func assemble(_ inherited: Listener?) throws -> Parts {
        let place = try takePlace(inherited)
        let lock = try place?.folderLock ?? lockFolder()
        return try assemble(
            lock, former: place?.former, connections: place?.connections ?? [],
            takeOver: place?.takeOver
        ) {
            try place?.listener ?? inherited
                ?? Listener(path: self.settings.socket, self.settings.socketPermissions)
        }
    }

    /// - Parameters:
    ///   - former: a listener in whose backlog some may wait.
    ///   - connections: open ones, to go on with.
    ///   - listener: made once the store is open.
    func assemble(
        _ lock: FileLock, former: Listener?, connections: [PassedConnection], takeOver: TakeOver?,
        listener: () throws -> Listener
    ) throws -> Parts {
        let hotRecords =
            settings.hotRecordBytes > 0 ? HotRecordTable(bytes: settings.hotRecordBytes) : nil
        let store = try openStore(hotRecords)
        let counters = SocketCounters()
        let environment = environment(store, hotRecords, counters)
        var dispatchers: [any CallDispatcher] = []
        for _ in 0..<settings.workers {
            dispatchers.append(try DirectoryDispatcher(environment: environment))
        }
        var limits = settings.limits
        limits.deadlineKey = MetadataKey.deadline
        let server = try SocketServer(
            listener: listener(), former: former, dispatchers: dispatchers, limits: limits,
            counters: counters)
        server.adopt(connections)
        return Parts(
            store: store, server: server, lock: lock, control: openControl(), takeOver: takeOver)
    }

    private func openStore(
        _ hotRecords: HotRecordTable?
    ) throws(StoreOpeningError) -> SQLiteStore {
        try SQLiteStore(
            dataDirectory: settings.dataDirectory, clock: Daemon.clock,
            monotonic: { clinux_monotonic_ns() }, sealer: EventCodec(),
            ballastBytes: SQLiteStore.ballastBytes, pageCacheBytes: settings.pageCacheBytes,
            hotRecords: hotRecords,
            onFatal: { [logger, hasFailed] code in
                logger.critical(
                    "a commit failed; its outcome is unknown, so the daemon ends",
                    metadata: ["sqlite": "\(code)"])
                hasFailed.set()
                clinux_raise(SIGTERM)
            })
    }

    private func openControl() -> ControlSocket? {
        do {
            return try ControlSocket(folder: settings.dataDirectory)
        } catch {
            logger.warning("no other can take over", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    func lockFolder() throws -> FileLock {
        do {
            // For its owner alone: what lies in it is personal.
            try FileManager.default.createDirectory(
                atPath: settings.dataDirectory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw ProgramFailure.refused("can't make the folder \(settings.dataDirectory)")
        }
        do {
            return try FileLock(path: settings.dataDirectory + "/lock")
        } catch SocketError.locked {
            throw ProgramFailure.refused("another daemon owns \(settings.dataDirectory)")
        }
    }

    private func environment(
        _ store: SQLiteStore, _ hotRecords: HotRecordTable?, _ counters: SocketCounters
    ) -> ServiceEnvironment {
        let sidePool = SidePool()
        var environment = ServiceEnvironment(
            store: store, hotRecords: hotRecords,
            roles: Roles(
                own: clinux_own_uid(), admins: settings.adminUIDs, trusted: settings.trustedUIDs),
            version: ProgramVersion.current, clock: Daemon.clock,
            monotonic: { clinux_monotonic_ns() },
            activity: {
                var activity = ServiceEnvironment.Activity(
                    connections: counters.connections, callsInFlight: counters.callsInFlight)
                activity.streams = counters.streams
                activity.expiredCalls = counters.expiredCalls
                activity.overloadedCalls = counters.overloadedCalls
                return activity
            },
            aside: { sidePool.run($0) })
        environment.backups = store
        let log = CallLog(logger)
        environment.notices = CallNotices(withRefusals: logger.logLevel <= .debug) {
            log.record($0)
        }
        return environment
    }

    static let clock: @Sendable () -> Timestamp = {
        Timestamp(milliseconds: clinux_realtime_ms())
    }
}
