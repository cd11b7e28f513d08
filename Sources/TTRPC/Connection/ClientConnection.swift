/// The client's side of one connection, as a value: calls in, bytes out; bytes in, answers out.
package struct ClientConnection: Sendable {
    package enum Event: Sendable {
        /// The one answer of a call: its payload, or the status it failed with.
        case answered(streamID: UInt32, status: Status?, payload: [UInt8])
        /// The peer broke the protocol; the connection is of no more use.
        case violation(String)
    }

    private var decoder = FrameDecoder()
    private var nextID: UInt32 = 1
    private var live: Set<UInt32> = []

    /// Calls that have no answer yet.
    package var callsInFlight: Int { live.count }

    package init() {}

    /// Appends the bytes of a unary call to `output`; gives the id that its answer will bear, or
    /// nil when the request is larger than a frame may be.
    package mutating func start(
        service: String, method: String, payload: [UInt8], timeoutNanoseconds: Int64,
        metadata: [(key: String, value: String)], into output: inout [UInt8]
    ) -> UInt32? {
        let start = output.count
        // After 2^31 calls ids come round; one that is still open is left out.
        while live.contains(nextID) { nextID &+= 2 }
        let id = nextID
        FrameHeader(length: 0, streamID: id, type: .request).append(to: &output)
        RequestEnvelope.append(
            service: service, method: method, payload: payload,
            timeoutNanoseconds: timeoutNanoseconds, metadata: metadata, to: &output)
        guard output.count - start - Limits.headerLength <= Limits.maximumMessage else {
            output.removeLast(output.count - start)
            return nil
        }
        FrameHeader.patchLength(of: &output, from: start)
        nextID &+= 2
        live.insert(id)
        return id
    }

    /// Forgets a call: its answer, should it come, is dropped. ttrpc has no way to cancel one.
    package mutating func abandon(_ streamID: UInt32) { live.remove(streamID) }

    /// Takes what the peer sent, and delivers the answers in it.
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
        guard header.type == FrameType.response.rawValue, live.remove(header.streamID) != nil
        else { return }
        guard let envelope = try? ResponseEnvelope(bytes, range) else {
            let status = Status(.internal, "the answer's envelope does not decode")
            return deliver(.answered(streamID: header.streamID, status: status, payload: []))
        }
        var payload: [UInt8] = []
        payload.append(copying: bytes.extracting(envelope.payload))
        deliver(
            .answered(streamID: header.streamID, status: envelope.status, payload: payload))
    }
}
