import ArgumentParser
import DirectoryGateway
import ProgramSettings

/// HTTP in front of a daemon.
@main
struct RollcallGateway: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall-gateway",
        abstract: "HTTP in front of a Rollcall daemon. Holds no data, opens no database.",
        discussion: """
            Each setting is also read from ROLLCALL_… in the environment. The keys of bearer \
            tokens are read again when their file has changed, and keys and certificate at SIGHUP.

            EXAMPLES
              rollcall-gateway --jwt-keys jwks.json --jwt-issuer https://issuer.example
              rollcall-gateway --listen 0.0.0.0:8443 --tls-certificate chain.pem --tls-key key.pem
            """,
        version: ProgramVersion.current)

    @Option(help: "Where the daemon listens. (default: .rollcall/rollcall.sock)")
    var socket: String?

    @Option(
        help: ArgumentHelp(
            "Where clients are answered. (default: 127.0.0.1:8080)", valueName: "host:port"))
    var listen: String?

    @Option(
        name: .customLong("admin-listen"),
        help: ArgumentHelp(
            "Where /livez, /readyz and /metrics are answered. (default: 127.0.0.1:9090)",
            valueName: "host:port"))
    var adminListen: String?

    @Option(
        name: .customLong("jwt-keys"),
        help: ArgumentHelp(
            "The keys of bearer tokens, a JSON Web Key Set. Without it no token counts.",
            valueName: "file"))
    var jwtKeys: String?

    @Option(name: .customLong("jwt-issuer"), help: "What a token's issuer must be.")
    var jwtIssuer: String?

    @Option(name: .customLong("jwt-audience"), help: "What a token's audience must hold.")
    var jwtAudience: String?

    @Option(
        help: ArgumentHelp(
            "Whether /users/ asks for both credentials or either: both, either. (default: both)"))
    var credentials: CredentialPolicy?

    @Option(
        name: .customLong("tls-certificate"),
        help: ArgumentHelp(
            "Speak TLS, with this certificate and those that vouch for it (PEM).",
            valueName: "file"))
    var tlsCertificate: String?

    @Option(
        name: .customLong("tls-key"),
        help: ArgumentHelp("The certificate's private key (PEM).", valueName: "file"))
    var tlsKey: String?

    @Option(
        name: .customLong("max-connections"),
        help: ArgumentHelp("Connections of clients at once. (default: 8192)", valueName: "n"))
    var maximumConnections: Int?

    @Option(
        name: .customLong("max-connections-per-address"),
        help: ArgumentHelp("Of one address at once. (default: 4096)", valueName: "n"))
    var maximumConnectionsPerAddress: Int?

    @OptionGroup var config: ConfigOption
    @OptionGroup var log: LogOptions

    static func main() async { await runProgram(RollcallGateway.self) }

    func run() async throws {
        let sources = try config.sources(
            knowing: GatewaySettings.settings + LogOptions.settings)
        let settings = try GatewaySettings(self, sources)
        let logger = try log.logger(label: "rollcall-gateway", sources)
        try await App.build(settings, logger: logger).run()
    }
}
