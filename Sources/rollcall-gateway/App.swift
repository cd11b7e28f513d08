import Logging
import RollcallClient
import ServiceLifecycle
import UnixSignals

/// The running program: both listeners, until SIGTERM or SIGINT.
struct App {
    /// How long requests under way may take to finish.
    private static let drainTime = Duration.seconds(9)

    let client: RollcallClient
    let services: [any Service]

    func run() async throws {
        var quiet = Logger(label: "services")
        quiet.logLevel = .critical
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        configuration.maximumGracefulShutdownDuration = App.drainTime
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            // What had not finished in time was cut off: the program ends as it was told.
        }
        await client.shutdown()
    }
}
