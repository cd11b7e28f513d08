import HTTPTypes
import NIOHTTP1

/// What a request is answered with that the parser refused before it had read its head.
enum Refusal {
    /// - Parameters:
    ///   - line: what is known of the request; without it the shape is RFC 9457's.
    ///   - routes: nil for a server that has none of a family.
    static func answer(
        to error: HTTPParserError, _ line: RequestLine?, routes: RouteTable?, requestID: String
    ) -> Answer {
        guard let line, let routes else {
            let status = error == .headerOverflow ? ProblemStatus.headersTooLarge : .badRequest
            return .problem(status, in: .elsewhere, requestID: requestID)
        }
        let target = RequestTarget(line.target)
        let family = Family(path: target.path)
        let status = status(error, line, target, routes)
        var answer = Answer.problem(status.0, in: family, requestID: requestID)
        answer.fields[.allow] = status.allowed
        return answer
    }

    /// In the order of all answers: the size of the head, then, for a method that nobody defined,
    /// the route and its methods. Of any other trouble it is not known what the request was.
    private static func status(
        _ error: HTTPParserError, _ line: RequestLine, _ target: RequestTarget,
        _ routes: RouteTable
    ) -> (ProblemStatus, allowed: String?) {
        if line.target.utf8.count > HeaderLimits.maximumTargetBytes { return (.uriTooLong, nil) }
        if error == .headerOverflow { return (.headersTooLarge, nil) }
        guard error == .invalidMethod, line.isWhole,
            let method = HTTPRequest.Method(line.method)
        else { return (.badRequest, nil) }
        switch routes.match(method, target) {
        case .nothing: return (.notFound, nil)
        case .wrongMethod(let route): return (.methodNotAllowed, route.allowed)
        case .route, .options: return (.badRequest, nil)
        }
    }
}
