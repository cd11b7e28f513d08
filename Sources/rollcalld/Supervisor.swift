import Foundation
import Logging
import ProgramSettings
import TTRPCSocket

/// What started this process and looks after it, such as systemd; or nobody.
final class Supervisor {
    /// The socket that it has opened for this process.
    let listener: Listener?
    private let notifier: ServiceNotifier
    private var watchdog: Watchdog?

    init() throws {
        let environment = ProcessInfo.processInfo.environment
        let processID = ProcessInfo.processInfo.processIdentifier
        notifier = ServiceNotifier(environment: environment, processID: processID)
        listener = try Self.listener(environment, processID)
    }

    /// Says that this process serves, and from then on, when it is wanted, that it still does.
    func tellReady(_ server: SocketServer, _ logger: Logger) {
        let processID = ProcessInfo.processInfo.processIdentifier
        if !notifier.tell(.ready(processID: processID)) {
            logger.warning("the supervisor can't be told that the daemon is ready")
        }
        guard let interval = notifier.watchdogNanoseconds else { return }
        watchdog = Watchdog(
            asking: server, everyNanoseconds: interval / 2, logger: logger,
            tellAlive: { [notifier] in notifier.tell(.alive) })
    }

    func tellStopping() {
        notifier.tell(.stopping)
        stopWatching()
    }

    /// For a process that another takes the place of: it is the one that is watched then.
    func stopWatching() {
        watchdog?.end()
        watchdog = nil
    }

    private static func listener(
        _ environment: [String: String], _ processID: Int32
    ) throws -> Listener? {
        do {
            return try InheritedSockets.listener(
                named: "rollcall", environment: environment, processID: processID)
        } catch {
            throw ProgramFailure.refused(error.description)
        }
    }
}
