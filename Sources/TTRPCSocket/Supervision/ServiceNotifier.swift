import CLinux

/// Tells the supervisor how this process is (sd_notify(3)), over the socket that it has named. With
/// no supervisor it tells nobody.
package struct ServiceNotifier: Sendable {
    package enum State: Equatable, Sendable {
        /// It serves, as the main process of the service.
        case ready(processID: Int32)
        case stopping
        /// It has been asked, and answers.
        case alive

        var text: String {
            switch self {
            case .ready(let processID): "READY=1\nMAINPID=\(processID)\n"
            case .stopping: "STOPPING=1\n"
            case .alive: "WATCHDOG=1\n"
            }
        }
    }

    private let address: String
    /// How often the supervisor wants to hear `alive` at least; nil when it does not listen for it.
    package let watchdogNanoseconds: UInt64?

    /// Reads the variables, and unsets them, for they are nobody else's.
    package init(environment: [String: String], processID: Int32) {
        address = environment["NOTIFY_SOCKET"] ?? ""
        let owner = environment["WATCHDOG_PID"]
        let microseconds = environment["WATCHDOG_USEC"].flatMap { UInt64($0) } ?? 0
        let isOurs = owner == nil || owner == "\(processID)"
        let (nanoseconds, overflow) = microseconds.multipliedReportingOverflow(by: 1_000)
        let isWanted = !address.isEmpty && isOurs && nanoseconds > 0 && !overflow
        watchdogNanoseconds = isWanted ? nanoseconds : nil
        for variable in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] {
            InheritedSockets.unset(variable)
        }
    }

    /// False when there is a supervisor that could not be told.
    @discardableResult
    package func tell(_ state: State) -> Bool {
        guard !address.isEmpty else { return true }
        return unsafe address.withCString { to in
            unsafe state.text.withCString { unsafe clinux_notify(to, $0) }
        } == 0
    }
}
