import Synchronization

/// Tokens that counted a moment ago, at most so many.
///
/// Only the whole text finds one, so that it proves what the signature proved. A token is
/// remembered no longer than it counts.
final class TokenMemory: Sendable {
    static let capacity = 4_096

    private let tokens = Mutex<[String: VerifiedToken]>([:])

    func token(_ text: String, at now: Double) -> VerifiedToken? {
        guard let token = tokens.withLock({ $0[text] }), now < token.endsAt else { return nil }
        return token
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
}
