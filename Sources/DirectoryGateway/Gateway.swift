import Hummingbird
import Logging

/// HTTP in front of a daemon. The list of dialects is here.
package enum Gateway {
    /// - Parameter timeout: how long the daemon may take for a request.
    package static func responder(
        directory: any DirectoryCalling, policy: CredentialPolicy, verifier: TokenVerifier,
        logger: Logger, timeout: Duration = .seconds(5)
    ) -> GatewayResponder {
        let directory = Directory(calling: directory, timeout: timeout)
        let dialects: [any Dialect] = [
            SmartphoneKey(directory, policy: policy, verifier: verifier),
            CheckUserDialect(directory),
            Authy(directory),
        ]
        return GatewayResponder(routes: RouteTable(dialects), log: AccessLog(logger: logger))
    }
}
