/// Asks about every user of a journal once: is what was acknowledged there?
struct JournalSource: CallSource {
    private let journal: JournalReading
    private var calls: [Call]
    private var expected = ExpectedText()

    init(_ journal: JournalReading) {
        self.journal = journal
        calls =
            journal.changes.keys.map { Call(user: $0, operation: .byUUID) }
            + journal.newcomers.keys.map { Call(user: 0, operation: .byAddress, choice: $0) }
    }

    mutating func next() -> Call? { calls.popLast() }

    mutating func judge(_ outcome: Reply.Outcome, _ bytes: Span<UInt8>, for call: Call) -> Verdict {
        switch outcome {
        case .malformed(let text): return .wrong(text)
        case .refused(let code): return .refused(code: code)
        case .notFound: return .wrong("an acknowledged write is missing: nobody there")
        case .reply(let reply):
            return call.operation == .byUUID
                ? judgeChange(reply, bytes, call) : judgeNewcomer(reply, bytes, call)
        }
    }

    /// A later version may have another number: of a change whose answer did not come.
    private mutating func judgeChange(
        _ reply: Reply, _ bytes: Span<UInt8>, _ call: Call
    ) -> Verdict {
        guard let change = journal.changes[call.user],
            expected.holds(.uuid, of: call, bytes, at: reply.uuid)
        else { return .wrong("another user") }
        guard reply.version >= change.version else {
            return .wrong("an acknowledged write is missing: version \(reply.version)")
        }
        guard reply.version == change.version else { return .right }
        let written = Call(user: call.user, operation: .readBack, choice: change.number)
        let isThere =
            change.number == 0
            ? reply.number.isEmpty : expected.holds(.number, of: written, bytes, at: reply.number)
        return isThere ? .right : .wrong("an acknowledged write is missing: another number")
    }

    private func judgeNewcomer(_ reply: Reply, _ bytes: Span<UInt8>, _ call: Call) -> Verdict {
        var uuid: [UInt8] = []
        for index in reply.uuid { uuid.append(bytes[index]) }
        return journal.newcomers[call.choice] == String(decoding: uuid, as: UTF8.self)
            ? .right : .wrong("an acknowledged sign-up is another user now")
    }
}
