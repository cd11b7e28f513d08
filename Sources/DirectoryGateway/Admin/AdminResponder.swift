import DirectoryAPI
import HTTPTypes
import Hummingbird
import NIOCore
import RollcallClient

/// What an operator's tools ask: `/livez`, 200 as long as the program runs, and `/readyz`, 200 only
/// while the daemon answers.
package struct AdminResponder: HTTPResponder {
    package typealias Context = GatewayContext

    /// How long the daemon may take to say that it is there.
    private static let patience = Duration.seconds(1)

    private let directory: any DirectoryCalling

    package init(directory: any DirectoryCalling) { self.directory = directory }

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
        guard path == "/livez" || path == "/readyz" else {
            return problem(.notFound, requestID)
        }
        guard request.method == .get || request.method == .head else {
            var response = problem(.methodNotAllowed, requestID)
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        if path == "/livez" { return text(.ok, "alive\n") }
        return await isReady() ? text(.ok, "ready\n") : text(.serviceUnavailable, "not ready\n")
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

    private func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
