import Synchronization

/// What was found out about tokens a moment ago, under one set of keys.
///
/// Only the whole text finds one, so that it proves what the signature proved. A token is
/// remembered no longer than it counts; a forged one briefly, and apart, so that forgeries, which
/// are made for nothing, push out no token that counts.
final class TokenMemory: Sendable {
    enum Verdict: Equatable {
        case counts(VerifiedToken)
        case isForged
    }

    static let capacity = 4_096
    static let forgeryCapacity = 256
    static let forgerySeconds = 10.0

    private let tokens = Mutex<[String: VerifiedToken]>([:])
    /// With the time at which each is forgotten, in seconds since 1970.
    private let forgeries = Mutex<[String: Double]>([:])

    /// nil when nothing is known.
    func verdict(on text: String, at now: Double) -> Verdict? {
        if let token = tokens.withLock({ $0[text] }), now < token.endsAt { return .counts(token) }
        if let end = forgeries.withLock({ $0[text] }), now < end { return .isForged }
        return nil
    }

    func remember(_ token: VerifiedToken, _ text: String, at now: Double) {
        tokens.withLock { tokens in
            if tokens.count >= TokenMemory.capacity {
                tokens = tokens.filter { now < $0.value.endsAt }
            }
            // Still full: all of them count. To begin anew costs a verification each, once.
            if tokens.count >= TokenMemory.capacity { tokens.removeAll(keepingCapacity: true) }
            tokens[text] = token
        }
    }

    func rememberForgery(_ text: String, at now: Double) {
        forgeries.withLock { forgeries in
            if forgeries.count >= TokenMemory.forgeryCapacity {
                forgeries.removeAll(keepingCapacity: true)
            }
            forgeries[text] = now + TokenMemory.forgerySeconds
        }
    }
}
