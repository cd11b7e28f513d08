/// The client's side of one connection, as a value: calls in, bytes out; bytes in, answers out.
package struct ClientConnection: Sendable {
    package enum Event: Sendable {
        /// The one answer of a call, or how a stream ended that gives none or failed: the payload,
        /// or the status.
        case answered(streamID: UInt32, status: Status?, payload: [UInt8])
        /// A message of a stream whose server sends more than one.
        case message(streamID: UInt32, payload: [UInt8])
        /// All messages of such a stream were sent.
        case ended(streamID: UInt32)
        /// The peer broke the protocol; the connection is of no more use.
        case violation(String)
    }

    private struct Live {
        /// nil for a unary call.
        var kind: StreamKind?
        /// Whether we may still send.
        var isSending: Bool
    }

    private var decoder = FrameDecoder()
    private var nextID: UInt32 = 1
    private var live: [UInt32: Live] = [:]

    /// Calls and streams that have not ended.
    package var callsInFlight: Int { live.count }

    package init() {}

    /// Appends the bytes of a call to `output`; gives the id that its answers will bear, or nil
    /// when the request is larger than a frame may be. When the client streams, `payload` is left
    /// out: all its messages are sent by `send`.
    package mutating func start(
        service: String, method: String, payload: [UInt8], timeoutNanoseconds: Int64,
        metadata: [(key: String, value: String)], kind: StreamKind? = nil,
        into output: inout [UInt8]
    ) -> UInt32? {
        let start = output.count
        // After 2^31 calls ids come round; one that is still open is left out.
        while live[nextID] != nil { nextID &+= 2 }
        let id = nextID
        let isSending = kind?.clientStreams ?? false
        FrameHeader(length: 0, streamID: id, type: .request, flags: Self.flags(of: kind))
            .append(to: &output)
        RequestEnvelope.append(
            service: service, method: method, payload: isSending ? [] : payload,
            timeoutNanoseconds: timeoutNanoseconds, metadata: metadata, to: &output)
        guard output.count - start - Limits.headerLength <= Limits.maximumMessage else {
            output.removeLast(output.count - start)
            return nil
        }
        FrameHeader.patchLength(of: &output, from: start)
        nextID &+= 2
        live[id] = Live(kind: kind, isSending: isSending)
        return id
    }

    package enum Sending: Equatable, Sendable {
        case sent
        /// Larger than a frame may be; nothing was sent.
        case tooLarge
        /// The stream has ended, or we have ended our side of it; nothing was sent.
        case over
    }

    /// Appends one message of a stream whose client sends more than one.
    package mutating func send(
        _ payload: [UInt8], on streamID: UInt32, into output: inout [UInt8]
    ) -> Sending {
        guard live[streamID]?.isSending == true else { return .over }
        guard payload.count <= Limits.maximumMessage else { return .tooLarge }
        FrameHeader(length: payload.count, streamID: streamID, type: .data)
            .append(to: &output)
        output.append(contentsOf: payload)
        return .sent
    }

    /// Says that no more messages come. Once for each stream; again it does nothing.
    package mutating func endSending(on streamID: UInt32, into output: inout [UInt8]) {
        guard live[streamID]?.isSending == true else { return }
        live[streamID]?.isSending = false
        FrameHeader(
            length: 0, streamID: streamID, type: .data, flags: [.remoteClosed, .noData]
        ).append(to: &output)
    }

    /// Forgets a call: what comes for it is dropped. ttrpc has no way to cancel one, so the server
    /// goes on with it for as long as the connection lives.
    package mutating func abandon(_ streamID: UInt32) { live[streamID] = nil }

    /// Takes what the peer sent, and delivers what is in it.
    package mutating func receive(_ bytes: Span<UInt8>, _ deliver: (Event) -> Void) {
        var at = 0
        while true {
            switch decoder.next(bytes, &at) {
            case .needsMore: return
            case .notTTRPC: return deliver(.violation("the peer does not speak ttrpc"))
            case .tooLong(let header):
                return deliver(.violation("a frame of \(header.length) bytes"))
            case .frame(let header, let range): take(header, bytes, range, deliver)
            case .gatheredFrame(let header):
                let gathered = decoder.gathered
                take(header, gathered.span, 0..<gathered.count, deliver)
            }
        }
    }

    private mutating func take(
        _ header: FrameHeader, _ bytes: Span<UInt8>, _ range: Range<Int>,
        _ deliver: (Event) -> Void
    ) {
        guard let call = live[header.streamID] else { return }
        switch FrameType(rawValue: header.type) {
        case .response:
            live[header.streamID] = nil
            deliver(Self.answer(header.streamID, bytes, range))
        case .data where call.kind?.serverStreams == true:
            takeData(header, bytes, range, deliver)
        case .data, .request, nil: break
        }
    }

    private mutating func takeData(
        _ header: FrameHeader, _ bytes: Span<UInt8>, _ range: Range<Int>,
        _ deliver: (Event) -> Void
    ) {
        let flags = FrameFlags(rawValue: header.flags)
        // An empty message is one too, unless the flag says that there is none.
        if !flags.contains(.noData) {
            var payload: [UInt8] = []
            payload.append(copying: bytes.extracting(range))
            deliver(.message(streamID: header.streamID, payload: payload))
        }
        guard flags.contains(.remoteClosed) else { return }
        live[header.streamID] = nil
        deliver(.ended(streamID: header.streamID))
    }

    private static func answer(
        _ streamID: UInt32, _ bytes: Span<UInt8>, _ range: Range<Int>
    ) -> Event {
        guard let envelope = try? ResponseEnvelope(bytes, range) else {
            let status = Status(.internal, "the answer's envelope does not decode")
            return .answered(streamID: streamID, status: status, payload: [])
        }
        var payload: [UInt8] = []
        payload.append(copying: bytes.extracting(envelope.payload))
        return .answered(streamID: streamID, status: envelope.status, payload: payload)
    }

    private static func flags(of kind: StreamKind?) -> FrameFlags {
        switch kind {
        case nil: []
        case .serverStreaming: .remoteClosed
        case .clientStreaming, .bidirectional: [.remoteOpen, .noData]
        }
    }
}
