import DirectoryAPI
import TTRPC

/// A workload's calls about users chosen at random, for as long as they are asked for.
struct WorkloadExchange: Exchange {
    private let workload: Workload
    private let population: Population
    /// One, but for authy ids: those have one for each length of the id.
    private let patterns: [RequestPattern]
    private var random: SplitMix64
    private var choice: UInt64
    private var answers = DirectoryAnswers()

    /// - Parameters:
    ///   - seed: chooses the users.
    ///   - choice: where the numbers that updates set begin. Setting one again changes nothing in
    ///     the store, so it differs from run to run.
    init(_ workload: Workload, _ population: Population, seed: UInt64, choice: UInt64) {
        self.workload = workload
        self.population = population
        self.choice = choice
        random = SplitMix64(seed: seed)
        patterns = WorkloadExchange.patterns(of: workload)
    }

    mutating func next() -> Call? {
        choice &+= 1
        return Call(user: random.next(below: population.count), choice: choice)
    }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        let pattern =
            patterns.count == 1 ? 0 : RequestPattern.authyIDLength(of: call.user) - 1
        patterns[pattern].append(call, id: id, to: &output)
    }

    func cut(_ bytes: Span<UInt8>, from start: Int) -> Cut {
        DirectoryAnswers.cut(bytes, from: start, type: .response)
    }

    mutating func judge(_ bytes: Span<UInt8>, _ body: Range<Int>, for call: Call) -> Verdict {
        let payload: Range<Int>
        switch DirectoryAnswers.open(bytes, body) {
        case .verdict(let verdict): return verdict
        case .payload(let place): payload = place
        }
        switch workload {
        case .byPhone: return judgeUser(bytes, payload, has: .phoneNumber, call)
        case .byUUID: return judgeUser(bytes, payload, has: nil, call)
        case .byAuthyID: return judgeAuthyID(bytes, payload, call)
        case .byEmail: return judgeFound(bytes, payload, call)
        case .updatePhone: return judgeUpdate(bytes, payload, call)
        }
    }

    /// A User: 1 is the uuid, 2 the e-mail, 3 the number.
    private mutating func judgeUser(
        _ bytes: Span<UInt8>, _ user: Range<Int>, has text: Population.Text?, _ call: Call
    ) -> Verdict {
        var isUser = false
        var hasText = text == nil
        var fields = FieldWalk(bytes, user)
        while let field = fields.next() {
            switch field.number {
            case 1: isUser = answers.holds(.uuid, of: call.user, bytes, at: field.place)
            case 2 where text == .email:
                hasText = answers.holds(.email, of: call.user, bytes, at: field.place)
            case 3 where text == .phoneNumber:
                hasText = answers.holds(.phoneNumber, of: call.user, bytes, at: field.place)
            default: break
            }
        }
        if fields.isMalformed { return .wrong("the user does not decode") }
        guard isUser else { return .wrong("another user") }
        return hasText ? .right : .wrong("the user, but not what was asked by")
    }

    /// A User whose authy id, field 6, is the one asked by.
    private func judgeAuthyID(
        _ bytes: Span<UInt8>, _ user: Range<Int>, _ call: Call
    ) -> Verdict {
        var fields = FieldWalk(bytes, user)
        while let field = fields.next() {
            if field.number == 6, field.integer == UInt64(call.user + 1) { return .right }
        }
        return .wrong("another user")
    }

    /// A FindOrCreateUserResponse: 1 is the user, 2 says that they were created.
    private mutating func judgeFound(
        _ bytes: Span<UInt8>, _ payload: Range<Int>, _ call: Call
    ) -> Verdict {
        var user = 0..<0
        var fields = FieldWalk(bytes, payload)
        while let field = fields.next() {
            if field.number == 1 { user = field.place }
            if field.number == 2, field.integer != 0 { return .wrong("created, not found") }
        }
        return judgeUser(bytes, user, has: .email, call)
    }

    /// An UpdatePhoneNumberResponse: 1 is the uuid, 3 the event, absent when nothing changed.
    private mutating func judgeUpdate(
        _ bytes: Span<UInt8>, _ payload: Range<Int>, _ call: Call
    ) -> Verdict {
        var isUser = false
        var hasEvent = false
        var fields = FieldWalk(bytes, payload)
        while let field = fields.next() {
            if field.number == 1 {
                isUser = answers.holds(.uuid, of: call.user, bytes, at: field.place)
            }
            if field.number == 3 { hasEvent = true }
        }
        guard isUser else { return .wrong("another user") }
        return hasEvent ? .right : .wrong("the number was not changed")
    }
}
