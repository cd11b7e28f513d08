import DirectoryGateway
import Foundation
import Logging
import ProgramSettings
import RollcallClient

extension App {
    /// The one place where the parts of the program meet.
    static func build(_ settings: GatewaySettings, logger: Logger) async throws -> App {
        let client = RollcallClient(RollcallClient.Configuration(socketPath: settings.socket))
        let verifier = TokenVerifier(
            keys: try await keys(settings.jwtKeys), issuer: settings.jwtIssuer,
            audience: settings.jwtAudience)
        let report = StartReport(
            listeners: 2,
            warning: settings.jwtKeys == nil ? "no --jwt-keys: no bearer token counts" : nil,
            logger: logger)
        let responder = Gateway.responder(
            directory: client, policy: settings.credentials, verifier: verifier, logger: logger)
        let gateway = Listener(
            settings.listen, name: "clients", responder: responder,
            server: Gateway.server(for: responder), report: report)
        let admin = Listener(
            settings.adminListen, name: "operators", responder: AdminResponder(directory: client),
            server: Gateway.server(), report: report)
        return App(client: client, services: [gateway, admin])
    }

    private static func keys(_ path: String?) async throws -> TokenKeys {
        guard let path else { return .none }
        guard let text = FileManager.default.contents(atPath: path) else {
            throw ProgramFailure.refused("cannot read the key set \(path)")
        }
        do {
            let keys = try await TokenKeys(jwks: [UInt8](text))
            guard keys.count > 0 else {
                throw ProgramFailure.refused("the key set \(path) has no key of use")
            }
            return keys
        } catch let problem as TokenKeysProblem {
            throw ProgramFailure.refused("the key set \(path) \(problem)")
        }
    }
}
