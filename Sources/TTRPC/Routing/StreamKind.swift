/// Which sides of a streaming method send more than one message. The method's kind decides how a
/// call goes on, not the flags that it came with.
package enum StreamKind: Sendable {
    /// One message, then Data…, then Data 0x05.
    case serverStreaming
    /// Data… from the client, then one Response.
    case clientStreaming
    case bidirectional

    /// Whether the client's messages come as Data.
    package var clientStreams: Bool { self != .serverStreaming }
    /// Whether the server's messages go as Data, and not as the one Response at the end.
    package var serverStreams: Bool { self != .clientStreaming }
}
