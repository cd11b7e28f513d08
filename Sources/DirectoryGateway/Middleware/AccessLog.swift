import HTTPTypes
import Logging

/// One line a request: the route as its template, never the path or the query that were sent, which
/// hold numbers and addresses.
struct AccessLog: Sendable {
    let logger: Logger

    func record(
        _ method: HTTPRequest.Method, route: String, status: Int, took: Duration, requestID: String
    ) {
        let (seconds, attoseconds) = took.components
        logger.info(
            "request",
            metadata: [
                "method": .string(AccessLog.name(of: method)),
                "route": .string(route),
                "status": .stringConvertible(status),
                "microseconds": .stringConvertible(
                    seconds * 1_000_000 + attoseconds / 1_000_000_000_000),
                "request": .string(
                    RequestIdentity.mayBePhoneNumber(requestID) ? "-" : requestID),
            ])
    }

    /// A method that nobody defined may be any text.
    static func name(of method: HTTPRequest.Method) -> String {
        switch method {
        case .get, .head, .post, .put, .delete, .connect, .options, .trace, .patch:
            method.rawValue
        default: "OTHER"
        }
    }
}
