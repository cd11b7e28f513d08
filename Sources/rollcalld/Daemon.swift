import CLinux
import Dispatch
import DirectoryDomain
import Glibc
import Logging
import ProgramSettings
import Synchronization
import TTRPCSocket

/// The daemon's life: from the lock on its folder to the last answer.
final class Daemon {
    /// How long calls in flight may take to finish once it is to end.
    private static let drainSeconds = 10

    let settings: DaemonSettings
    let logger: Logger
    /// Set when the store can't be written any more: the exit code is 1 then.
    let hasFailed = Flag()

    init(_ settings: DaemonSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Serves until a signal ends it, or another daemon takes its place.
    func serve() throws {
        clinux_ignore_sigpipe()
        clinux_raise_open_files()
        // Before anything is opened, so that a signal is never met unprepared.
        let signals = try SignalPipe([SIGTERM, SIGINT])
        let supervisor = try Supervisor()
        var parts = try build(supervisor.listener)
        tellServing(parts, supervisor)
        while true {
            switch signals.wait(or: parts.control?.descriptor) {
            case .signal(let signal):
                logger.info("ending", metadata: ["signal": "\(signal)"])
                supervisor.tellStopping()
                end(parts)
                if hasFailed.isSet {
                    throw ProgramFailure.refused("the store can't be written; see the log")
                }
                return logger.info("ended")
            case .readable:
                switch try handOver(parts, supervisor) {
                case .nothing: break
                case .everything: return logger.info("handed over")
                case .takenBack(let own):
                    parts = own
                    tellServing(parts, supervisor)
                }
            }
        }
    }

    private func tellServing(_ parts: Parts, _ supervisor: Supervisor) {
        supervisor.tellReady(parts.server, logger)
        try? parts.takeOver?.tellServing()
        logger.info(
            "serving",
            metadata: [
                "socket": "\(parts.server.listener.path)", "workers": "\(settings.workers)",
                "engine": "\(parts.store.engineName)",
            ])
    }

    private func end(_ parts: Parts) {
        parts.server.drain()
        waitForCalls(parts.server)
        parts.store.close()
        parts.control?.remove()
    }

    /// Waits until all calls in flight are answered, and cuts off those that take too long.
    func waitForCalls(_ server: SocketServer) {
        let ended = DispatchSemaphore(value: 0)
        WorkerThread(name: "drain") {
            server.wait()
            ended.signal()
        }.detach()
        if ended.wait(timeout: .now() + .seconds(Self.drainSeconds)) == .timedOut {
            logger.warning("calls in flight were cut off after \(Self.drainSeconds) s")
            server.stop()
            _ = ended.wait(timeout: .now() + .seconds(1))
        }
    }
}

/// Something that may be set once, from any thread.
final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
}
