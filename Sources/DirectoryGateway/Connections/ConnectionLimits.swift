import NIOCore

/// How long a client may take, and how many may be there. The times are absolute: a byte now and
/// then does not put them off, as it does an idle timeout.
package struct ConnectionLimits: Equatable, Sendable {
    /// From the connection's beginning to the end of its TLS handshake.
    package var handshake = TimeAmount.seconds(5)
    /// From the first byte of a request to the end of its head.
    package var head = TimeAmount.seconds(5)
    /// From the end of the head to the end of the body.
    package var body = TimeAmount.seconds(10)
    /// For a client to take what it was sent.
    package var answer = TimeAmount.seconds(10)
    /// Between requests.
    package var idle = TimeAmount.seconds(60)
    /// Connections at once.
    package var connections = 8_192
    /// Connections of one address at once. Clients on this host share an address.
    package var connectionsPerAddress = 4_096

    package init() {}
}
