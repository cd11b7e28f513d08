/// Why a call has no answer.
public struct RollcallError: Error, Equatable, Sendable {
    /// The status codes of gRPC, which ttrpc shares; a code that is none of them reads `unknown`.
    public enum Code: Int32, CaseIterable, Sendable {
        case cancelled = 1
        case unknown = 2
        case invalidArgument = 3
        case deadlineExceeded = 4
        case notFound = 5
        case alreadyExists = 6
        case permissionDenied = 7
        case resourceExhausted = 8
        case failedPrecondition = 9
        case aborted = 10
        case outOfRange = 11
        case unimplemented = 12
        case `internal` = 13
        case unavailable = 14
        case dataLoss = 15
        case unauthenticated = 16
    }

    public let code: Code
    /// For a person who reads a log; holds nothing personal.
    public let message: String
    /// When it is worth asking again, as far as the service said so.
    public let retryAfterMilliseconds: Int64?
    /// Whether the connection failed, so that nobody knows what became of the call.
    public let isTransport: Bool

    public init(
        _ code: Code, _ message: String, retryAfterMilliseconds: Int64? = nil,
        isTransport: Bool = false
    ) {
        self.code = code
        self.message = message
        self.retryAfterMilliseconds = retryAfterMilliseconds
        self.isTransport = isTransport
    }
}

extension RollcallError: CustomStringConvertible {
    public var description: String { message.isEmpty ? "\(code)" : "\(code): \(message)" }
}
