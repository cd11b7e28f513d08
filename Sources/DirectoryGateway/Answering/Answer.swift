import DirectoryAPI
import HTTPTypes
import Hummingbird
import NIOCore

/// What a request is answered with, but for the header fields that every answer has.
struct Answer: Equatable, Sendable {
    var status: Int
    var contentType: String?
    var body: JSONValue?
    /// A body that was written down before; it goes before `body`.
    var page: ByteBuffer?
    var fields: HTTPFields = [:]

    static func ok(_ body: JSONValue) -> Answer {
        Answer(status: 200, contentType: "application/json", body: body)
    }

    static func problem(_ status: ProblemStatus, _ problem: Problem) -> Answer {
        Answer(
            status: status.rawValue, contentType: problem.contentType,
            body: problem.body(status))
    }

    /// A problem as its family's table has it.
    static func problem(
        _ status: ProblemStatus, in family: Family, requestID: String
    ) -> Answer {
        problem(status, .at(status, in: family, requestID: requestID))
    }

    /// The same, with the word when to come again: whole seconds, rounded up, at least one.
    /// Source: RFC 9110, section 10.2.3.
    func retryAfter(milliseconds: Int64?) -> Answer {
        let seconds = max(1, ((milliseconds ?? 0).clampedForRounding + 999) / 1_000)
        var answer = self
        answer.fields[.retryAfter] = String(seconds)
        return answer
    }

    /// - Parameter omitsBody: for HEAD, whose header is that of GET all the same.
    func response(omitsBody: Bool) -> Response {
        var response = Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: (page ?? body.map { ByteBuffer(string: $0.text()) })
                .map(ResponseBody.init(byteBuffer:)) ?? ResponseBody())
        response.headers[.contentType] = contentType
        // RFC 9110, section 8.6: no Content-Length in a 204.
        if status == 204 { response.headers[.contentLength] = nil }
        return omitsBody ? response.createHeadResponse() : response
    }
}

extension Int64 {
    fileprivate var clampedForRounding: Int64 { Swift.min(Swift.max(self, 0), .max - 999) }
}
