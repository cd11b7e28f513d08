import TTRPC

/// Reads the daemon's answers: where in the bytes of a Response does it say what.
enum DirectoryReplies {
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

    /// A Response's status when it is not OK, or the place of its payload.
    enum Opened {
        case payload(Range<Int>)
        case outcome(Reply.Outcome)
    }

    static func open(_ bytes: Span<UInt8>, _ body: Range<Int>) -> Opened {
        guard let envelope = try? ResponseEnvelope(bytes, body) else {
            return .outcome(.malformed("the envelope does not decode"))
        }
        guard let status = envelope.status else { return .payload(envelope.payload) }
        let isNotFound = status.rawCode == StatusCode.notFound.rawValue
        return .outcome(isNotFound ? .notFound : .refused(code: status.rawCode))
    }

    static func read(
        _ bytes: Span<UInt8>, _ body: Range<Int>, _ operation: Operation
    ) -> Reply.Outcome {
        let payload: Range<Int>
        switch open(bytes, body) {
        case .outcome(let outcome): return outcome
        case .payload(let place): payload = place
        }
        var reply = Reply()
        let isWhole =
            switch operation {
            case .byPhone, .readBack, .byUUID, .byAuthyID, .byAddress:
                user(bytes, payload, into: &reply)
            case .byEmail, .signUp, .signUpAgain: found(bytes, payload, into: &reply)
            case .updatePhone, .removePhone: update(bytes, payload, into: &reply)
            case .checkUser: check(bytes, payload, into: &reply)
            case .exportPhone: export(bytes, payload, into: &reply)
            }
        return isWhole ? .reply(reply) : .malformed("the message does not decode")
    }

    /// A User: 1 is the uuid, 2 the e-mail, 3 the number, 6 the authy id, 7 the version.
    private static func user(
        _ bytes: Span<UInt8>, _ place: Range<Int>, into reply: inout Reply
    ) -> Bool {
        var fields = FieldWalk(bytes, place)
        while let field = fields.next() {
            switch field.number {
            case 1: reply.uuid = field.place
            case 2: reply.email = field.place
            case 3: reply.number = field.place
            case 6: reply.authyID = field.integer
            case 7: reply.version = field.integer
            default: break
            }
        }
        return !fields.isMalformed
    }

    /// A FindOrCreateUserResponse: 1 is the user, 2 says that they were created.
    private static func found(
        _ bytes: Span<UInt8>, _ place: Range<Int>, into reply: inout Reply
    ) -> Bool {
        reply.isCreated = false
        var inner = 0..<0
        var fields = FieldWalk(bytes, place)
        while let field = fields.next() {
            if field.number == 1 { inner = field.place }
            if field.number == 2 { reply.isCreated = field.integer != 0 }
        }
        return !fields.isMalformed && user(bytes, inner, into: &reply)
    }

    /// An UpdatePhoneNumberResponse: 1 is the uuid, 2 the version, 3 the event, absent when
    /// nothing changed.
    private static func update(
        _ bytes: Span<UInt8>, _ place: Range<Int>, into reply: inout Reply
    ) -> Bool {
        var fields = FieldWalk(bytes, place)
        while let field = fields.next() {
            if field.number == 1 { reply.uuid = field.place }
            if field.number == 2 { reply.version = field.integer }
            if field.number == 3 { reply.hasEvent = true }
        }
        return !fields.isMalformed
    }

    /// A CheckUserResponse: 1 is the match.
    private static func check(
        _ bytes: Span<UInt8>, _ place: Range<Int>, into reply: inout Reply
    ) -> Bool {
        var fields = FieldWalk(bytes, place)
        while let field = fields.next() {
            guard field.number == 1 else { continue }
            switch field.integer {
            case 1: reply.existence = .nobody
            case 2: reply.existence = .byEmail
            case 3: reply.existence = .byNumber
            default: return false
            }
        }
        return !fields.isMalformed
    }

    /// An ExportPhoneNumberResponse: 1 is the number.
    private static func export(
        _ bytes: Span<UInt8>, _ place: Range<Int>, into reply: inout Reply
    ) -> Bool {
        var fields = FieldWalk(bytes, place)
        while let field = fields.next() {
            if field.number == 1 { reply.number = field.place }
        }
        return !fields.isMalformed
    }
}
