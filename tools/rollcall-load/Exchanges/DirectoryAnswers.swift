import TTRPC

/// Looks at the directory's answers: is this a whole one, an OK one, about the user asked for?
struct DirectoryAnswers: Sendable {
    private var expected: [UInt8] = []

    /// A Response's status when it is not OK, or the place of its payload.
    enum Opened {
        case payload(Range<Int>)
        case verdict(Verdict)
    }

    static func cut(_ bytes: Span<UInt8>, from start: Int, type: FrameType) -> Cut {
        guard bytes.count - start >= Limits.headerLength else { return .needsMore }
        let header = FrameHeader(bytes, at: start)
        guard header.length <= Limits.maximumMessage, header.type == type.rawValue else {
            return .violation("the server does not answer as ttrpc does")
        }
        let body = start + Limits.headerLength
        let end = body + header.length
        guard end <= bytes.count else { return .needsMore }
        return .answer(id: header.streamID, body: body..<end, end: end)
    }

    static func open(_ bytes: Span<UInt8>, _ body: Range<Int>) -> Opened {
        guard let envelope = try? ResponseEnvelope(bytes, body) else {
            return .verdict(.wrong("the envelope does not decode"))
        }
        if let status = envelope.status { return .verdict(.refused(code: status.rawCode)) }
        return .payload(envelope.payload)
    }

    /// Whether the place holds this text of the user, byte for byte.
    mutating func holds(
        _ text: Population.Text, of user: Int, _ bytes: Span<UInt8>, at place: Range<Int>
    ) -> Bool {
        let length = text.length
        guard place.count == length else { return false }
        if expected.count < length { expected = [UInt8](repeating: 0, count: length) }
        Population.write(text, of: user, to: &expected, at: 0)
        for index in 0..<length where expected[index] != bytes[place.lowerBound + index] {
            return false
        }
        return true
    }
}
