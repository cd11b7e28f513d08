import Hummingbird
import Logging

/// What the gateway is measured against: one route of Hummingbird that does nothing, with the
/// library's own defaults. The address is the only argument: HOST:PORT.
@main
struct BareRoute {
    static func main() async throws {
        let parts = CommandLine.arguments.last?.split(separator: ":") ?? []
        guard parts.count == 2, let port = Int(parts[1]) else {
            fatalError("usage: bare-route HOST:PORT")
        }
        var quiet = Logger(label: "bare-route")
        quiet.logLevel = .critical
        let router = Router()
        router.get("users/by-phone") { _, _ in "found" }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(String(parts[0]), port: port)),
            logger: quiet)
        try await application.runService()
    }
}
