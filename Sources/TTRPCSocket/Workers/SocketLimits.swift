import TTRPC

/// The bounds of the socket, beside those of the protocol.
package struct SocketLimits: Sendable {
    /// How many times what a connection may have all of one uid may, and all there are.
    package static let uidShare = 4
    package static let totalShare = 16

    package var connection = Limits()
    /// Calls that all connections of one uid may have unanswered, and all connections there are.
    package var callsOfUID = 0
    package var callsInAll = 0
    /// Streams that they may have open.
    package var streamsOfUID = 0
    package var streamsInAll = 0

    /// Bytes of requests that are read of one uid in a wake-up, while there are connections of
    /// others.
    package var sharedReading = 8_192

    /// A peer that takes nothing for `stallNanoseconds` is closed when more than this waits beyond
    /// the frame that it is taking, or when it holds up a feed.
    package var stalledOutput = 1 << 20
    package var stallNanoseconds: UInt64 = 5_000_000_000

    /// Bytes of answers after which they are sent before the next call of the same read is run.
    package var outputBetweenCalls = 1 << 20

    /// The metadata in which a caller may say when it gives up, in nanoseconds of CLOCK_MONOTONIC.
    /// Empty for none.
    package var deadlineKey = ""

    package init() { share(ofUID: Self.uidShare, ofAll: Self.totalShare) }

    /// Allows a uid, and all there are, so many times what a connection may have.
    package mutating func share(ofUID uid: Int, ofAll all: Int) {
        callsOfUID = uid * connection.callsInFlight
        streamsOfUID = uid * connection.liveStreams
        callsInAll = all * connection.callsInFlight
        streamsInAll = all * connection.liveStreams
    }

    /// Whether a peer that has taken nothing for so long is closed.
    ///
    /// A stream that has an end, such as an export, goes at its peer's pace, however slow: what
    /// waits for it is bounded. A feed has none, and its watcher, who finds all that it has missed
    /// when it comes again, would hold its place for ever.
    ///
    /// - Parameter holdsUpFeed: whether a stream without an end waits for room in its output.
    func isStalled(
        takenNothingForNanoseconds idle: UInt64, waitingBeyondFrame: Int, holdsUpFeed: Bool
    ) -> Bool {
        idle >= stallNanoseconds && (holdsUpFeed || waitingBeyondFrame > stalledOutput)
    }

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
