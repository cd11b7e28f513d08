extension CallMix {
    /// What a person can do about it, should it be the population's fault.
    private static let hint = "is the population there? (rollcall-load fill)"

    mutating func judge(_ outcome: Reply.Outcome, _ bytes: Span<UInt8>, for call: Call) -> Verdict {
        switch outcome {
        case .malformed(let text):
            abandon(call)
            return .wrong(text)
        case .refused(let code):
            // Whether a refused change was made is unknown: a commit's outcome may be.
            abandon(call)
            return .refused(code: code)
        case .notFound: return judgeNotFound(call)
        case .reply(let reply):
            switch call.operation {
            case .byPhone, .readBack: return judgeByPhone(reply, bytes, call)
            case .byUUID, .byAddress: return judgeUser(reply, bytes, call)
            case .byAuthyID:
                return reply.authyID == UInt64(call.user + 1) ? .right : .wrong("another user")
            case .byEmail: return judgeByEmail(reply, bytes, call)
            case .signUp, .signUpAgain: return judgeSignUp(reply, bytes, call)
            case .updatePhone, .removePhone: return judgeUpdate(reply, bytes, call)
            case .checkUser: return judgeExistence(reply, call)
            case .exportPhone:
                return expected.holds(.number, of: call, bytes, at: reply.number)
                    ? .right : .wrong("another number; \(CallMix.hint)")
            }
        }
    }

    private mutating func judgeNotFound(_ call: Call) -> Verdict {
        if call.isAboutNobody { return .right }
        abandon(call)
        return isInMotion(call) ? .right : .wrong("not found; \(CallMix.hint)")
    }

    /// Whether the number that was asked by may be another's or nobody's by now.
    private func isInMotion(_ call: Call) -> Bool {
        guard call.choice != 0, call.operation == .byPhone || call.operation == .readBack else {
            return false
        }
        guard let entry = ledger[call.user] else { return true }
        return !entry.isKnown || entry.number != call.choice
    }

    private mutating func judgeUser(
        _ reply: Reply, _ bytes: Span<UInt8>, _ call: Call
    ) -> Verdict {
        if call.isAboutNobody { return .wrong("found, though nobody has it") }
        return expected.holds(.uuid, of: call, bytes, at: reply.uuid)
            ? .right : .wrong("another user")
    }

    private mutating func judgeByPhone(
        _ reply: Reply, _ bytes: Span<UInt8>, _ call: Call
    ) -> Verdict {
        let verdict = judgeUser(reply, bytes, call)
        guard verdict == .right else { return verdict }
        return expected.holds(.number, of: call, bytes, at: reply.number)
            ? .right : .wrong("the user, but not what was asked by")
    }

    private mutating func judgeByEmail(
        _ reply: Reply, _ bytes: Span<UInt8>, _ call: Call
    ) -> Verdict {
        if reply.isCreated == true { return .wrong("created, not found; \(CallMix.hint)") }
        guard expected.holds(.uuid, of: call, bytes, at: reply.uuid) else {
            return .wrong("another user; \(CallMix.hint)")
        }
        return expected.holds(.email, of: call, bytes, at: reply.email)
            ? .right : .wrong("the user, but not what was asked by")
    }

    private mutating func judgeSignUp(
        _ reply: Reply, _ bytes: Span<UInt8>, _ call: Call
    ) -> Verdict {
        guard expected.holds(.email, of: call, bytes, at: reply.email) else {
            return .wrong("another user")
        }
        guard call.operation == .signUp else {
            if reply.isCreated == true { return .wrong("created a second time") }
            return newcomers.holds(call.choice, at: call.user, bytes, uuid: reply.uuid)
                ? .right : .wrong("the address, but another user than was created")
        }
        if reply.isCreated == false { return .wrong("found, though nobody had it") }
        remember(call.choice, bytes, uuid: reply.uuid)
        journal?.signedUp(call.choice, bytes, uuid: reply.uuid)
        return .right
    }

    private mutating func judgeUpdate(
        _ reply: Reply, _ bytes: Span<UInt8>, _ call: Call
    ) -> Verdict {
        guard expected.holds(.uuid, of: call, bytes, at: reply.uuid) else {
            return .wrong("another user")
        }
        guard reply.hasEvent else { return .wrong("the number was not changed") }
        let number = call.operation == .removePhone ? 0 : call.choice
        guard acknowledge(call.user, number: number, version: reply.version) else {
            return .wrong("a version that is no later than the one before")
        }
        journal?.changed(call.user, number: number, version: reply.version)
        return .right
    }

    private func judgeExistence(_ reply: Reply, _ call: Call) -> Verdict {
        if call.isAboutNobody {
            return reply.existence == .nobody ? .right : .wrong("found, though nobody has it")
        }
        return reply.existence == .byEmail ? .right : .wrong("not found; \(CallMix.hint)")
    }
}
