import TTRPC

/// The bounds of the socket, beside those of the protocol.
package struct SocketLimits: Sendable {
    package var connection = Limits()
    /// Calls that all connections of one uid may have unanswered, and all connections there are.
    package var callsOfUID = 4 * 65_536
    package var callsInAll = 16 * 65_536
    /// Streams that they may have open.
    package var streamsOfUID = 4 * 1_024
    package var streamsInAll = 16 * 1_024

    /// Bytes of requests that are read of one uid in a wake-up, while there are connections of
    /// others.
    package var sharedReading = 8_192

    /// A peer that has more than this waiting, beyond the frame that it is taking, and takes
    /// nothing for `stallNanoseconds` is closed.
    package var stalledOutput = 1 << 20
    package var stallNanoseconds: UInt64 = 5_000_000_000

    /// Bytes of answers after which they are sent before the next call of the same read is run.
    package var outputBetweenCalls = 1 << 20

    /// The metadata in which a caller may say when it gives up, in nanoseconds of CLOCK_MONOTONIC.
    /// Empty for none.
    package var deadlineKey = ""

    package init() {}

    /// Whether one more call may be held beside so many.
    func room(connection: Int, uid: Int, all: Int) -> CallRoom {
        func within(_ reserve: Int) -> Bool {
            connection < self.connection.callsInFlight + reserve
                && uid < callsOfUID + reserve && all < callsInAll + reserve
        }
        if within(0) { return .free }
        return within(self.connection.reservedCalls) ? .reserve : .none
    }

    /// Whether one more stream may be opened beside so many.
    func roomForStream(uid: Int, all: Int) -> CallRoom {
        if uid < streamsOfUID, all < streamsInAll { return .free }
        let reserve = connection.reservedCalls
        return uid < streamsOfUID + reserve && all < streamsInAll + reserve ? .reserve : .none
    }
}
