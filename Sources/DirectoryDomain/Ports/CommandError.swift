/// Why a command has no outcome.
package enum CommandError: Error, Equatable, Sendable {
    case refused(Refusal)
    case failed(StoreFailure)
    /// Its deadline passed while it waited, or its caller is gone; it was never executed.
    case expired
}
