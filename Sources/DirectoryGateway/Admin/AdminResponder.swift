import DirectoryAPI
import HTTPTypes
import Hummingbird
import NIOCore
import RollcallClient

/// What an operator's tools ask: `/livez`, 200 as long as the program runs, `/readyz`, 200 only
/// while the daemon answers, and `/metrics`, the gateway's and the daemon's.
package struct AdminResponder: HTTPResponder {
    package typealias Context = GatewayContext

    /// How long the daemon may take to say that it is there.
    private static let patience = Duration.seconds(1)

    private let directory: any DirectoryCalling
    private let registry: MetricsRegistry

    package init(directory: any DirectoryCalling, registry: MetricsRegistry) {
        self.directory = directory
        self.registry = registry
    }

    @Sendable package func respond(
        to request: Request, context: GatewayContext
    ) async -> Response {
        let requestID = RequestIdentity.id(of: request.headers)
        var response = await answer(request, requestID: requestID)
        StandardFields.add(to: &response, requestID: requestID)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, requestID: String) async -> Response {
        let path = RequestTarget(request.head.path ?? "").path
        guard let page = Page(rawValue: String(path)) else {
            return problem(.notFound, requestID)
        }
        guard request.method == .get || request.method == .head else {
            var response = problem(.methodNotAllowed, requestID)
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        switch page {
        case .livez: return text(.ok, "alive\n")
        case .readyz:
            return await isReady()
                ? text(.ok, "ready\n") : text(.serviceUnavailable, "not ready\n")
        case .metrics:
            var daemon = MetricsText()
            await DaemonMetrics(directory: directory).write(to: &daemon)
            return text(.ok, registry.text + daemon.text, type: MetricsText.contentType)
        }
    }

    private enum Page: String {
        case livez = "/livez"
        case readyz = "/readyz"
        case metrics = "/metrics"
    }

    private func isReady() async -> Bool {
        let answer = try? await directory.call(
            CheckHealth.self, HealthCheckRequest(),
            options: CallOptions(timeout: AdminResponder.patience))
        return answer?.status == .serving
    }

    private func problem(_ status: ProblemStatus, _ requestID: String) -> Response {
        Answer.problem(status, in: .elsewhere, requestID: requestID).response(omitsBody: false)
    }

    private func text(
        _ status: HTTPResponse.Status, _ text: String, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
