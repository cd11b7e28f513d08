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
        text.family("rollcall_daemon_up", .gauge, help: "Whether the daemon answers.")
        text.sample("rollcall_daemon_up", isUp ? "1" : "0")
        guard isUp,
            let status = try? await directory.call(
                GetStatus.self, GetStatusRequest(), options: options)
        else { return }
        DaemonFigures(status).write(to: &text)
    }
}
