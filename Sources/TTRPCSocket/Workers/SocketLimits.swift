import TTRPC

/// The bounds of the socket, beside those of the protocol.
package struct SocketLimits: Sendable {
    package var connection = Limits()
    /// A peer that has more than this waiting and takes nothing for `stallNanoseconds` is closed.
    package var stalledOutput = 1 << 20
    package var stallNanoseconds: UInt64 = 5_000_000_000

    package init() {}
}
