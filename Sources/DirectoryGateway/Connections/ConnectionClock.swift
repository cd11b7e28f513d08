import NIOCore

/// Until when a connection may go on as it does. A value: what happens and when goes in, the moment
/// at which the connection is to be closed comes out.
struct ConnectionClock: Equatable, Sendable {
    private let limits: ConnectionLimits
    private var isInRequest = false
    /// Of the head or body that is being read.
    private var reading: NIODeadline?
    /// Of the oldest bytes that the client has not taken.
    private var sending: NIODeadline?
    private var writesUnderWay = 0

    init(_ limits: ConnectionLimits) { self.limits = limits }

    /// nil when nothing is under way: between requests, or while an answer is being made.
    var deadline: NIODeadline? {
        guard let reading, let sending else { return reading ?? sending }
        return min(reading, sending)
    }

    mutating func bytesCame(at now: NIODeadline) {
        guard !isInRequest else { return }
        isInRequest = true
        reading = now + limits.head
    }

    mutating func headEnded(at now: NIODeadline) {
        // A head may have come in the same bytes as the end of the request before it.
        isInRequest = true
        reading = now + limits.body
    }

    mutating func requestEnded() {
        isInRequest = false
        reading = nil
    }

    mutating func writeBegan(at now: NIODeadline) {
        writesUnderWay += 1
        if sending == nil { sending = now + limits.answer }
    }

    /// What is still to be taken has the time that a whole answer has.
    mutating func writeEnded(at now: NIODeadline) {
        writesUnderWay -= 1
        sending = writesUnderWay == 0 ? nil : now + limits.answer
    }
}
