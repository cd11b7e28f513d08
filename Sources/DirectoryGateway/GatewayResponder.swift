import HTTPTypes
import Hummingbird

/// Answers a request: finds its route, asks for credentials, lets the dialect answer, and puts on
/// what every answer has.
package struct GatewayResponder: HTTPResponder {
    package typealias Context = GatewayContext

    let routes: RouteTable
    let log: AccessLog

    /// - Throws: what the connection throws when the request breaks off.
    @Sendable package func respond(
        to request: Request, context: GatewayContext
    ) async throws -> Response {
        let start = ContinuousClock.now
        let requestID = RequestIdentity.id(of: request.headers)
        let (answer, route) = try await visit(request, requestID: requestID)
        var response = answer.response(omitsBody: request.method == .head)
        StandardFields.add(to: &response, requestID: requestID)
        log.record(
            request.method, route: route, status: answer.status, took: .now - start,
            requestID: requestID)
        return response
    }

    /// The answer, and the template of the route for the log.
    private func visit(
        _ request: Request, requestID: String
    ) async throws -> (Answer, route: String) {
        let target = RequestTarget(request.head.path ?? "")
        let family = Family(path: target.path)
        if let status = HeaderLimits.problem(request.head) {
            return (.problem(status, in: family, requestID: requestID), "-")
        }
        switch routes.match(request.method, target) {
        case .nothing:
            return (.problem(.notFound, in: family, requestID: requestID), "-")
        case .options(let route):
            return (
                Answer(status: 204, fields: [.allow: route.allowed]), route.template.description
            )
        case .wrongMethod(let route):
            var answer = Answer.problem(.methodNotAllowed, in: family, requestID: requestID)
            answer.fields[.allow] = route.allowed
            return (answer, route.template.description)
        case .route(let route, let credentials, let family, let places):
            guard let caller = credentials.caller(of: request.headers) else {
                return (
                    .problem(.unauthorized, in: family, requestID: requestID),
                    route.template.description
                )
            }
            let exchange = Exchange(
                request: request, places: places, query: target.query, caller: caller,
                requestID: requestID)
            return (try await route.respond(exchange), route.template.description)
        }
    }
}
