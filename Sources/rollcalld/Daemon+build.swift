import CLinux
import DirectoryAPI
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
    }

    /// Opens the store and then the socket, which accepts only once calls can be answered.
    func build() throws(ProgramFailure) -> Parts {
        do {
            return try assemble()
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

    private func assemble() throws -> Parts {
        let lock = try lockFolder()
        let store = try SQLiteStore(
            dataDirectory: settings.dataDirectory, clock: Daemon.clock,
            monotonic: { clinux_monotonic_ns() }, sealer: EventCodec(),
            onFatal: { [logger, hasFailed] code in
                logger.critical(
                    "a commit failed; its outcome is unknown, so the daemon ends",
                    metadata: ["sqlite": "\(code)"])
                hasFailed.set()
                clinux_raise(SIGTERM)
            })
        let counters = SocketCounters()
        let environment = environment(store, counters)
        var dispatchers: [any CallDispatcher] = []
        for _ in 0..<settings.workers {
            dispatchers.append(try DirectoryDispatcher(environment: environment))
        }
        let listener = try Listener(path: settings.socket, mode: settings.socketMode)
        var limits = SocketLimits()
        limits.deadlineKey = MetadataKey.deadline
        let server = try SocketServer(
            listener: listener, dispatchers: dispatchers, limits: limits, counters: counters)
        return Parts(store: store, server: server, lock: lock)
    }

    private func lockFolder() throws -> FileLock {
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
        _ store: SQLiteStore, _ counters: SocketCounters
    ) -> ServiceEnvironment {
        let sidePool = SidePool()
        return ServiceEnvironment(
            store: store,
            roles: Roles(
                own: clinux_own_uid(), admins: settings.adminUIDs, trusted: settings.trustedUIDs),
            version: ProgramVersion.current, clock: Daemon.clock,
            monotonic: { clinux_monotonic_ns() },
            activity: {
                ServiceEnvironment.Activity(
                    connections: counters.connections, callsInFlight: counters.callsInFlight)
            },
            aside: { sidePool.run($0) })
    }

    private static let clock: @Sendable () -> Timestamp = {
        Timestamp(milliseconds: clinux_realtime_ms())
    }
}
