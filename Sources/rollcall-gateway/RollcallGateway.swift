import ArgumentParser
import DirectoryGateway
import ProgramSettings

/// HTTP in front of a daemon.
@main
struct RollcallGateway: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall-gateway",
        abstract: "HTTP in front of a Rollcall daemon. Holds no data, opens no database.",
        discussion: "Each setting is also read from ROLLCALL_… in the environment.",
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
            "Where /livez and /readyz are answered. (default: 127.0.0.1:9090)",
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
