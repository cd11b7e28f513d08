/// Why a call has no answer, as it goes over the wire.
package struct Status: Error, Equatable, Sendable {
    /// As received; a code that gRPC does not know is kept.
    package var rawCode: Int32
    package var message: String
    /// When it is worth asking again: google.rpc.RetryInfo in the details.
    package var retryAfterMilliseconds: Int64?

    package var code: StatusCode { StatusCode(rawValue: rawCode) ?? .unknown }

    package init(rawCode: Int32, message: String, retryAfterMilliseconds: Int64? = nil) {
        self.rawCode = rawCode
        self.message = message
        self.retryAfterMilliseconds = retryAfterMilliseconds
    }

    package init(_ code: StatusCode, _ message: String, retryAfterMilliseconds: Int64? = nil) {
        self.init(
            rawCode: code.rawValue, message: message,
            retryAfterMilliseconds: retryAfterMilliseconds)
    }

    /// The caller is to come back a little later.
    package static func overloaded(_ what: String) -> Status {
        Status(.resourceExhausted, what, retryAfterMilliseconds: 100)
    }
}
