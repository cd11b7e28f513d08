import CoreMetrics
import Hummingbird

/// HTTP in front of a daemon. The list of dialects is here.
package enum Gateway {
    /// - Parameters:
    ///   - log: takes a line a request.
    ///   - factory: makes what the gateway counts with.
    ///   - timeout: how long the daemon may take for a request.
    package static func responder(
        directory: any DirectoryCalling, policy: CredentialPolicy, verifier: TokenVerifier,
        log: AccessLog, factory: any MetricsFactory, timeout: Duration = .seconds(5)
    ) -> GatewayResponder {
        let directory = Directory(calling: directory, timeout: timeout)
        let dialects: [any Dialect] = [
            SmartphoneKey(directory, policy: policy, verifier: verifier),
            CheckUserDialect(directory),
            Authy(directory),
        ]
        let routes = RouteTable(dialects + [Reference(of: dialects)])
        let metrics = GatewayMetrics(
            factory: factory, templates: routes.all.map(\.template.description))
        return GatewayResponder(routes: routes, log: log, metrics: metrics)
    }
}
