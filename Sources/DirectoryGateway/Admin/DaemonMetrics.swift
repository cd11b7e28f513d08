import DirectoryAPI
import RollcallClient

/// What the daemon says of itself, for whoever reads the gateway's metrics.
///
/// The daemon tells its status to admin uids alone. To a gateway that is merely trusted it says
/// only that it is up.
struct DaemonMetrics: Sendable {
    /// How long the daemon may take.
    private static let patience = Duration.seconds(1)

    let directory: any DirectoryCalling

    func write(to text: inout MetricsText) async {
        let options = CallOptions(timeout: DaemonMetrics.patience)
        let health = try? await directory.call(
            CheckHealth.self, HealthCheckRequest(), options: options)
        let isUp = health?.status == .serving
        gauge(&text, "up", "Whether the daemon answers.", isUp ? 1 : 0)
        guard isUp,
            let status = try? await directory.call(
                GetStatus.self, GetStatusRequest(), options: options)
        else { return }
        gauge(&text, "users", "Users in the directory.", status.users)
        gauge(
            &text, "connections", "Connections to the daemon's socket.", status.connections)
        gauge(
            &text, "calls_in_flight", "Calls that wait for an answer of another thread.",
            status.callsInFlight)
        gauge(&text, "uptime_seconds", "How long the daemon runs.", status.uptimeSeconds)
        text.family("rollcall_daemon_events_total", .counter, help: "Events in the log.")
        text.sample("rollcall_daemon_events_total", "\(status.lastPosition)")
    }

    private func gauge(_ text: inout MetricsText, _ name: String, _ help: String, _ value: Int64) {
        text.family("rollcall_daemon_\(name)", .gauge, help: help)
        text.sample("rollcall_daemon_\(name)", "\(value)")
    }
}
