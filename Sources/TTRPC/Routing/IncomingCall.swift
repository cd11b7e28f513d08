/// One request as a dispatcher sees it: a borrowed view of the bytes it came in, good until the
/// dispatcher returns.
package struct IncomingCall: ~Escapable {
    package let peer: Peer
    /// Absolute, in nanoseconds of the monotonic clock; nil = none.
    package private(set) var deadlineNanoseconds: UInt64?
    /// Whether the call may be held; one that is answered at once always may be.
    package var room = CallRoom.free
    private let bytes: Span<UInt8>
    private let envelope: RequestEnvelope
    private let sink: any AnswerSink
    /// Which connection it came on; no two ever have the same on one worker.
    package let connection: UInt64
    private let streamID: UInt32

    @_lifetime(copy bytes)
    package init(
        bytes: Span<UInt8>, call: ServerConnection.Call, peer: Peer,
        deadlineNanoseconds: UInt64? = nil, sink: any AnswerSink, connection: UInt64
    ) {
        self.bytes = bytes
        envelope = call.envelope
        streamID = call.streamID
        self.peer = peer
        self.deadlineNanoseconds = deadlineNanoseconds
        self.sink = sink
        self.connection = connection
    }

    /// Whether the call says how long it may take.
    package var mayExpire: Bool {
        envelope.timeoutNanoseconds != 0 || !envelope.metadata.isEmpty
    }

    /// Sets the deadline of a call that is read at `now`: the earlier of what its timeout and its
    /// metadata under `key` (an absolute one, in decimal digits) say. A timeout of under a
    /// microsecond has expired on its way.
    package mutating func setDeadline(now: UInt64, key: String) {
        let timeout = envelope.timeoutNanoseconds
        if timeout != 0 {
            deadlineNanoseconds =
                timeout < 1000 ? now : now.addingReportingOverflow(UInt64(timeout)).partialValue
        }
        guard !key.isEmpty, let text = metadata(key), let absolute = UInt64(text) else { return }
        deadlineNanoseconds = min(deadlineNanoseconds ?? .max, absolute)
    }

    package var service: Span<UInt8> {
        @_lifetime(copy self) get { bytes.extracting(envelope.service) }
    }
    package var method: Span<UInt8> {
        @_lifetime(copy self) get { bytes.extracting(envelope.method) }
    }
    package var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.extracting(envelope.payload) }
    }

    /// The first value of a metadata key, which is compared without case; `name` is lower case.
    package func metadata(_ name: String) -> String? {
        for pair in envelope.metadata where matches(pair.key, name) {
            guard let text = try? UTF8Span(validating: bytes.extracting(pair.value)) else {
                return nil
            }
            return String(copying: text)
        }
        return nil
    }

    package func hasMetadata(_ name: String) -> Bool {
        for pair in envelope.metadata where matches(pair.key, name) { return true }
        return false
    }

    /// Whether the first value of a metadata key is the one given; takes the same time whatever
    /// differs.
    package func metadata(_ name: String, is expected: [UInt8]) -> Bool {
        for pair in envelope.metadata where matches(pair.key, name) {
            guard pair.value.count == expected.count else { return false }
            var difference: UInt8 = 0
            for index in expected.indices {
                difference |= expected[index] ^ bytes[pair.value.lowerBound + index]
            }
            return difference == 0
        }
        return false
    }

    /// What answers the call later, from any thread. To be asked for once, by a dispatcher that
    /// then returns `.held`.
    package func responder() -> Responder {
        Responder(sink: sink, connection: connection, streamID: streamID)
    }

    /// What asks for a turn of this call's stream later, from any thread.
    package func streamSignal() -> StreamSignal {
        StreamSignal(sink: sink, connection: connection, streamID: streamID)
    }

    private func matches(_ range: Range<Int>, _ name: String) -> Bool {
        guard range.count == name.utf8.count else { return false }
        var at = range.lowerBound
        for expected in name.utf8 {
            var byte = bytes[at]
            if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { byte |= 0x20 }
            if byte != expected { return false }
            at += 1
        }
        return true
    }
}
