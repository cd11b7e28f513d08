import HTTPTypes
import Hummingbird

/// The header fields that every answer has.
enum StandardFields {
    static func add(to response: inout Response, requestID: String) {
        response.headers[.cacheControl] = "no-store"
        response.headers[RequestIdentity.fieldName] = requestID
    }
}
