import CLinux
import DirectoryAPI
import Dispatch
import Logging
import ProtobufC
import TTRPCSocket

/// Asks the daemon through its own socket whether it answers, and tells its supervisor each time it
/// does. When it does not, nothing is told, and the supervisor ends the daemon.
///
/// A round is a health call over a new connection, so that path, listener and acceptor are in it,
/// and one to each worker.
final class Watchdog {
    private let hasEnded = DispatchSemaphore(value: 0)
    private let mayEnd = DispatchSemaphore(value: 0)

    init(
        asking server: SocketServer, everyNanoseconds interval: UInt64, logger: Logger,
        tellAlive: @escaping @Sendable () -> Void
    ) {
        WorkerThread(name: "watchdog") { [hasEnded, mayEnd] in
            let callers = (try? server.callers()) ?? []
            var answered = true
            repeat {
                let isAlive =
                    !callers.isEmpty && Self.asks(server.listener.path, callers, within: interval)
                if isAlive { tellAlive() }
                if answered, !isAlive { logger.error("the daemon does not answer itself") }
                answered = isAlive
            } while mayEnd.wait(timeout: .now() + .nanoseconds(Int(interval))) == .timedOut
            hasEnded.signal()
        }.detach()
    }

    /// Waits for the round that may be under way.
    func end() {
        mayEnd.signal()
        hasEnded.wait()
    }

    private static func asks(
        _ path: String, _ callers: [BlockingCaller], within nanoseconds: UInt64
    ) -> Bool {
        let end = clinux_monotonic_ns() + nanoseconds
        guard let client = BlockingCaller(path: path) else { return false }
        return ([client] + callers).allSatisfy { isAnswered($0, until: end) }
    }

    private static func isAnswered(_ caller: BlockingCaller, until end: UInt64) -> Bool {
        let now = clinux_monotonic_ns()
        guard now < end,
            let answer = caller.call(
                service: CheckHealth.service, method: CheckHealth.name,
                payload: HealthCheckRequest().encoded(), withinNanoseconds: end - now),
            let response = try? HealthCheckResponse(decoding: answer)
        else { return false }
        return response.status == .serving
    }
}
