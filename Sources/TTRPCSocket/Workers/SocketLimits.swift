import TTRPC

/// The bounds of the socket, beside those of the protocol.
package struct SocketLimits: Sendable {
    package var connection = Limits()
    /// A peer that has more than this waiting and takes nothing for `stallNanoseconds` is closed.
    package var stalledOutput = 1 << 20
    package var stallNanoseconds: UInt64 = 5_000_000_000

    /// Bytes of answers after which they are sent before the next call of the same read is run.
    package var outputBetweenCalls = 1 << 20

    /// The metadata in which a caller may say when it gives up, in nanoseconds of CLOCK_MONOTONIC.
    /// Empty for none.
    package var deadlineKey = ""

    package init() {}
}
