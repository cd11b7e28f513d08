import DirectoryAPI
import HTTPTypes
import Hummingbird

/// Answers a request: finds its route, asks for credentials, lets the dialect answer, puts on what
/// every answer has, and counts and logs it.
package struct GatewayResponder: HTTPResponder {
    package typealias Context = GatewayContext

    let routes: RouteTable
    let log: AccessLog
    package let metrics: GatewayMetrics

    /// - Throws: what the connection throws when the request breaks off.
    @Sendable package func respond(
        to request: Request, context: GatewayContext
    ) async throws -> Response {
        let start = ContinuousClock.now
        metrics.began()
        defer { metrics.ended() }
        let requestID = RequestIdentity.id(of: request.headers)
        let trace = TraceField.trace(of: request.headers)
        let ledger = CallLedger()
        let visit = try await visit(request, requestID: requestID, trace, ledger)
        let answer = visit.answer
        var response = answer.response(omitsBody: request.method == .head)
        StandardFields.add(to: &response, requestID: requestID)
        let nanoseconds = (ContinuousClock.now - start).nanoseconds
        count(visit, ledger, nanoseconds: nanoseconds)
        log.record(
            AccessLog.Entry(
                method: request.method, route: visit.route, status: answer.status,
                bytes: response.body.contentLength ?? 0,
                keyID: ledger.isKeyKnown ? visit.caller?.keyID : nil,
                subject: visit.caller?.subject, requestID: requestID, traceID: trace.traceID,
                nanoseconds: nanoseconds, daemonNanoseconds: ledger.nanoseconds))
        return response
    }

    /// Counts and logs what the parser has refused.
    ///
    /// - Parameter line: as far as it was read.
    func refused(_ line: RequestLine?, _ answer: Answer, requestID: String) {
        metrics.answered(nil, status: answer.status, nanoseconds: 0)
        metrics.refused(.malformed)
        log.record(
            AccessLog.Entry(
                method: line.flatMap { HTTPRequest.Method($0.method) }, route: nil,
                status: answer.status, bytes: answer.body?.text().utf8.count ?? 0,
                requestID: requestID, traceID: TraceParent.fresh().traceID, nanoseconds: 0))
    }

    /// What became of a request.
    private struct Visit {
        let answer: Answer
        /// The template of its route.
        var route: String?
        var caller: Caller?
    }

    private func visit(
        _ request: Request, requestID: String, _ trace: TraceParent, _ ledger: CallLedger
    ) async throws -> Visit {
        let target = RequestTarget(request.head.path ?? "")
        let family = Family(path: target.path)
        if let status = HeaderLimits.problem(request.head) {
            return Visit(answer: .problem(status, in: family, requestID: requestID))
        }
        switch routes.match(request.method, target) {
        case .nothing:
            return Visit(answer: .problem(.notFound, in: family, requestID: requestID))
        case .options(let route):
            return Visit(
                answer: Answer(status: 204, fields: [.allow: route.allowed]),
                route: route.template.description)
        case .wrongMethod(let route):
            var answer = Answer.problem(.methodNotAllowed, in: family, requestID: requestID)
            answer.fields[.allow] = route.allowed
            return Visit(answer: answer, route: route.template.description)
        case .route(let route, let credentials, let family, let places):
            let template = route.template.description
            guard let caller = credentials.caller(of: request.headers) else {
                return Visit(
                    answer: .problem(.unauthorized, in: family, requestID: requestID),
                    route: template)
            }
            let exchange = Exchange(
                request: request, places: places, query: target.query, caller: caller,
                requestID: requestID, trace: trace, ledger: ledger)
            return Visit(
                answer: try await route.respond(exchange), route: template, caller: caller)
        }
    }

    private func count(_ visit: Visit, _ ledger: CallLedger, nanoseconds: Int64) {
        let status = visit.answer.status
        metrics.answered(visit.route, status: status, nanoseconds: nanoseconds)
        if ledger.nanoseconds > 0 { metrics.daemonAnswered(nanoseconds: ledger.nanoseconds) }
        if ledger.isShed {
            metrics.shed()
        } else if visit.route == nil, status == ProblemStatus.notFound.rawValue {
            metrics.refused(.unknownRoute)
        } else if let reason = RefusalReason(status: status, isRights: ledger.isRightsMissing) {
            metrics.refused(reason)
        }
    }
}
