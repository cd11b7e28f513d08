import CoreMetrics
import DirectoryGateway
import Hummingbird
import Logging
import ProgramSettings
import RollcallClient

extension App {
    /// The one place where the parts of the program meet.
    static func build(_ settings: GatewaySettings, logger: Logger) async throws -> App {
        let client = RollcallClient(
            RollcallClient.Configuration(
                socketPath: settings.socket,
                eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup))
        let keyring = TokenKeyring()
        let identity = try identity(settings)
        let files = try await WatchedFiles.read(
            keyFile: settings.jwtKeys.map { KeyFile(path: $0, keyring: keyring) },
            identity: identity, logger: logger)
        let verifier = TokenVerifier(
            keyring: keyring, issuer: settings.jwtIssuer, audience: settings.jwtAudience)
        let report = StartReport(
            listeners: 2,
            warning: settings.jwtKeys == nil ? "no --jwt-keys: no bearer token counts" : nil,
            logger: logger)
        let registry = MetricsRegistry(help: GatewayMetrics.help)
        // What a library counts is in it too.
        MetricsSystem.bootstrap(registry)
        let responder = Gateway.responder(
            directory: client, policy: settings.credentials, verifier: verifier,
            log: logger.logLevel <= .info ? AccessLog(StandardError.write(line:)) : .none,
            factory: registry)
        let gateway = Listener(
            settings.listen, name: "clients", responder: responder,
            server: Gateway.server(
                for: responder, limits: settings.connections, identity: identity),
            report: report)
        let admin = Listener(
            settings.adminListen, name: "operators",
            responder: AdminResponder(directory: client, registry: registry),
            server: Gateway.server(), report: report)
        return App(client: client, services: [files, gateway, admin])
    }

    private static func identity(
        _ settings: GatewaySettings
    ) throws(ProgramFailure) -> TLSIdentity? {
        guard let paths = settings.tls else { return nil }
        do {
            return try TLSIdentity(certificatePath: paths.certificate, keyPath: paths.key)
        } catch {
            throw ProgramFailure.refused(error.description)
        }
    }
}
