/// The server's side of one connection, as a value: bytes and answers in, calls and bytes out.
///
/// Four kinds of wrong, from the least to the worst: what can be ignored (unknown types and flags);
/// what one call is refused for (a status on its id, the rest goes on); what can't be ttrpc (the
/// connection ends); what would be a defect of ours (answering a call that is not live).
package struct ServerConnection: Sendable {
    package enum Action: Sendable {
        /// Call the method; then `answer` or `refuse` at once, or `hold` and answer later.
        case call(Call)
        /// Give it to its stream, in a turn.
        case message(StreamMessage)
        /// The piece is used up.
        case wait
        /// End the connection at once, unread bytes and all.
        case close
    }

    /// A request that is to be dispatched.
    package struct Call: Sendable {
        package var streamID: UInt32
        package var envelope: RequestEnvelope
        /// Whether the envelope's places are in `gathered`, not in the piece.
        package var isGathered: Bool
        package var flags: FrameFlags
    }

    /// Bytes for the peer, in order. The shell takes them from the front.
    package var output: [UInt8] = []
    /// Calls held and not yet answered, streams among them.
    package var callsInFlight: Int { live.count + streams.count }
    /// Unary calls among them.
    package var heldCalls: Int { live.count }
    /// The bytes of a call that came in pieces.
    package var gathered: [UInt8] { decoder.gathered }

    /// What came of a frame that has not come whole, for another process to go on with; nil when
    /// none can.
    package var unread: [UInt8]? { decoder.unread }

    let limits: Limits
    /// The streams that are open.
    var streams: [UInt32: LiveStream] = [:]
    private var decoder = FrameDecoder()
    private var window: StreamWindow
    private var live: Set<UInt32> = []
    private var isDraining = false

    package init(limits: Limits = Limits()) {
        self.limits = limits
        window = StreamWindow(size: limits.rememberedStreams)
    }

    /// Reads on in `piece` from `at` until there is something to do.
    package mutating func next(_ piece: Span<UInt8>, _ at: inout Int) -> Action {
        while true {
            switch decoder.next(piece, &at) {
            case .needsMore: return .wait
            case .notTTRPC: return .close
            case .tooLong(let header):
                refuse(header.streamID, .tooLong(header.length))
            case .frame(let header, let range):
                if let action = receive(header, piece, range, isGathered: false) {
                    return action
                }
            case .gatheredFrame(let header):
                let bytes = decoder.gathered
                if let action = receive(header, bytes.span, 0..<bytes.count, isGathered: true) {
                    return action
                }
            }
        }
    }

    /// Answers a call that `next` has just given, or one that was held.
    package mutating func answer(_ streamID: UInt32, _ payload: Span<UInt8>) {
        OutgoingFrame.answer(streamID, payload, to: &output)
    }

    /// Answers a call with a status and no payload.
    package mutating func refuse(_ streamID: UInt32, _ status: Status) {
        OutgoingFrame.refuse(streamID, status, to: &output)
    }

    /// Keeps a call open that will be answered later.
    package mutating func hold(_ streamID: UInt32) { live.insert(streamID) }

    /// Whether a call that was held, or has become a stream, goes on.
    package func isOpen(_ streamID: UInt32) -> Bool {
        live.contains(streamID) || streams[streamID] != nil
    }

    /// Ends a held call, so that it can be answered; false when it is not open (any more).
    package mutating func release(_ streamID: UInt32) -> Bool {
        live.remove(streamID) != nil
    }

    /// From now on new calls are refused with UNAVAILABLE; those in flight go on, but for streams,
    /// which end with it. Gives the streams that did.
    package mutating func drain() -> [UInt32] {
        isDraining = true
        return streams.keys.filter { endStream($0, Self.draining) }
    }

    static let draining = Status(.unavailable, "the daemon is shutting down")

    private mutating func receive(
        _ header: FrameHeader, _ bytes: Span<UInt8>, _ range: Range<Int>, isGathered: Bool
    ) -> Action? {
        // Even ids, 0 among them, are used by nobody (WIRE, "What the server does").
        guard header.streamID & 1 == 1 else {
            refuse(
                header.streamID,
                Status(.invalidArgument, "StreamID must be odd for client initiated streams"))
            return nil
        }
        switch FrameType(rawValue: header.type) {
        case .request:
            return request(header, bytes, range, isGathered: isGathered).map { .call($0) }
        case .data:
            return streamMessage(header, range, isGathered: isGathered).map { .message($0) }
        case .response, nil: return nil
        }
    }

    private mutating func request(
        _ header: FrameHeader, _ bytes: Span<UInt8>, _ range: Range<Int>, isGathered: Bool
    ) -> Call? {
        let id = header.streamID
        guard !live.contains(id), streams[id] == nil, window.use(id) else {
            refuse(id, Status(.invalidArgument, "StreamID \(id) is used already"))
            return nil
        }
        let envelope: RequestEnvelope
        do {
            envelope = try RequestEnvelope(bytes, range, limits: limits)
        } catch {
            refuse(id, ServerConnection.status(of: error))
            return nil
        }
        if isDraining {
            refuse(id, Self.draining)
            return nil
        }
        if live.count >= limits.callsInFlight + limits.reservedCalls {
            refuse(id, .overloaded("too many calls in flight on this connection"))
            return nil
        }
        return Call(
            streamID: id, envelope: envelope, isGathered: isGathered,
            flags: FrameFlags(rawValue: header.flags))
    }

    private static func status(of problem: EnvelopeProblem) -> Status {
        switch problem {
        case .malformed: Status(.invalidArgument, "the request envelope does not decode")
        case .badString:
            Status(.internal, "a string of the request envelope is not UTF-8 or holds a NUL")
        case .tooMuchMetadata: Status(.resourceExhausted, "too many pairs of metadata")
        }
    }
}
