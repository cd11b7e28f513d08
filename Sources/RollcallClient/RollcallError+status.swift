import TTRPC

extension RollcallError {
    /// The error that a status of the wire stands for; nil when it says OK.
    init?(_ status: Status) {
        guard status.rawCode != 0 else { return nil }
        self.init(
            Code(rawValue: status.rawCode) ?? .unknown, status.message,
            retryAfterMilliseconds: status.retryAfterMilliseconds)
    }

    static func transport(_ message: String) -> RollcallError {
        RollcallError(.unavailable, message, isTransport: true)
    }

    /// Nothing was sent: nobody listens at the socket.
    package static let noDaemon = transport("no daemon answers at the socket")
    static let cancelledByCaller = RollcallError(.cancelled, "the caller gave the call up")
    static let deadlinePassed = RollcallError(.deadlineExceeded, "the deadline has passed")
    static let shutDown = RollcallError(.unavailable, "the client is shut down")
    static let tooLarge = RollcallError(
        .resourceExhausted, "the request is larger than a message may be")
    static let streamOver = RollcallError(
        .failedPrecondition, "the stream is over, and takes no more messages")
    static let undecodable = RollcallError(.internal, "the answer does not decode")
}
