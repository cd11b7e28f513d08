import DirectoryAPI
import DirectoryDomain
import TTRPC

extension Handler {
    /// grpc.health.v1: asks the store, so that SERVING means that look-ups are answered.
    static let checkHealth = Handler(CheckHealth.self, .open) { dispatcher, _, request, _ in
        guard ["", Service.directory, Service.admin, Service.health].contains(request.service)
        else { throw Status(.notFound, "unknown service") }
        do {
            _ = try dispatcher.reader.totals()
            return .now(HealthCheckResponse(status: .serving))
        } catch {
            return .now(HealthCheckResponse(status: .notServing))
        }
    }
}
