import ProtobufC

/// What can be known of a method without its types: for callers that are told its name at run time.
public struct MethodDescription: Sendable, Equatable {
    /// Which side sends more than one message.
    public enum Kind: Sendable, Equatable {
        case unary, clientStreaming, serverStreaming, bidirectional
    }

    /// The full name of the service.
    public let service: String
    public let name: String
    public let request: Schema
    public let response: Schema
    public let kind: Kind

    /// `SERVICE/METHOD`.
    public var path: String { "\(service)/\(name)" }

    public init<Method: UnaryMethod>(_ method: Method.Type) { self.init(method, .unary) }

    public init<Method: ServerStreamingMethod>(_ method: Method.Type) {
        self.init(method, .serverStreaming)
    }

    public init<Method: ClientStreamingMethod>(_ method: Method.Type) {
        self.init(method, .clientStreaming)
    }

    private init<Method: RPCMethod>(_ method: Method.Type, _ kind: Kind) {
        service = Method.service
        name = Method.name
        request = Method.Request.schema
        response = Method.Response.schema
        self.kind = kind
    }
}
