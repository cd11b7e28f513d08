import DirectoryGateway
import Hummingbird
import Logging
import ProgramSettings
import ServiceLifecycle

/// One HTTP server. Ends when told to shut down, once the requests under way are answered.
struct Listener<Responder: HTTPResponder>: Service
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    private let address: ListenAddress
    private let application: Application<Responder>

    init(
        _ address: ListenAddress, name: String, responder: Responder, server: Gateway.Server,
        report: StartReport
    ) {
        // The library's own lines would hold whole requests; what matters in them is thrown too.
        var quiet = Logger(label: "http")
        quiet.logLevel = .critical
        self.address = address
        application = Application(
            responder: responder, server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                report.listening(
                    name, host: address.host, port: channel.localAddress?.port ?? address.port)
            },
            logger: quiet)
    }

    func run() async throws {
        do {
            try await application.run()
        } catch is CancellationError {
            // The time to finish is over.
        } catch {
            throw ProgramFailure.refused(
                "cannot listen on \(address): \(Gateway.reason(ofBindFailure: error))")
        }
    }
}
