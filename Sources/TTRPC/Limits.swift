/// The bounds of the protocol and of one connection. Source: WIRE, "What the server does".
package struct Limits: Sendable {
    /// The most a frame may hold after its header, inclusive; ttrpc's own.
    package static let maximumMessage = 4_194_304
    package static let headerLength = 10

    /// Unary calls that one connection may have unanswered.
    package var callsInFlight = 65_536
    /// So many more when they are an operator's.
    package var reservedCalls = 1_024
    /// Streams that one connection may have open.
    package var liveStreams = 1_024
    /// Bytes that may wait for the peer before its streams are asked to wait as well.
    package var outputForStreams = 256 << 10
    /// Pairs of metadata in one request; more are refused with RESOURCE_EXHAUSTED.
    package var metadataPairs = 1_024
    /// Stream ids remembered as used before, to tell a reuse from a new call.
    package var rememberedStreams = 4_096
    /// Bytes of answers that may wait for a peer that does not read.
    package var waitingOutput = 64 << 20

    package init() {}
}
