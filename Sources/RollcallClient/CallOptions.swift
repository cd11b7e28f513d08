/// What goes with one call.
public struct CallOptions: Sendable {
    /// Sent in this order. Keys are compared without case; a key may come more than once.
    public var metadata: [(key: String, value: String)]
    /// How long the answer may take, from the moment of the call; nil = as long as it takes. The
    /// service is told and gives up by itself, and the client does not wait longer either.
    public var timeout: Duration?

    public init(metadata: [(key: String, value: String)] = [], timeout: Duration? = nil) {
        self.metadata = metadata
        self.timeout = timeout
    }
}
