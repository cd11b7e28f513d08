/// What a run is worth, and so its exit code.
struct RunVerdict: Codable, Equatable, Sendable {
    /// The worst comes last.
    enum Kind: String, Codable, Sendable {
        case passed
        case objectiveBroken = "objective broken"
        case invalid
        case interrupted
        /// The server went away.
        case failed
        case wrongReply = "wrong reply"
    }

    var kind: Kind
    var reasons: [String]

    var exitCode: Int32 {
        switch kind {
        case .passed: 0
        case .objectiveBroken: 2
        case .invalid: 3
        case .wrongReply: 4
        case .interrupted: 130
        case .failed: 1
        }
    }

    /// - Parameters:
    ///   - wrong: what was wrong with a reply.
    ///   - failure: why the run could not go on.
    ///   - unsent: planned calls that could not be sent.
    ///   - late: calls sent later than the plan allows.
    ///   - broken: the objectives that were not kept, each with what was measured.
    static func of(
        wrong: String?, failure: String? = nil, isInterrupted: Bool = false, unsent: Int = 0,
        late: Int = 0, broken: [String] = []
    ) -> RunVerdict {
        if let wrong { return RunVerdict(kind: .wrongReply, reasons: [wrong]) }
        if let failure { return RunVerdict(kind: .failed, reasons: [failure]) }
        if isInterrupted { return RunVerdict(kind: .interrupted, reasons: ["interrupted"]) }
        var reasons: [String] = []
        if unsent > 0 { reasons.append("\(unsent) planned calls could not be sent") }
        if late > 0 { reasons.append("\(late) calls were sent late") }
        if !reasons.isEmpty { return RunVerdict(kind: .invalid, reasons: reasons) }
        return broken.isEmpty
            ? RunVerdict(kind: .passed, reasons: [])
            : RunVerdict(kind: .objectiveBroken, reasons: broken)
    }
}
