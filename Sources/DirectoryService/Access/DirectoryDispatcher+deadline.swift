import TTRPC

extension DirectoryDispatcher {
    /// Throws DEADLINE_EXCEEDED when the call's time is over; for work that goes on for a while.
    func check(deadlineNanoseconds: UInt64?) throws {
        guard let deadlineNanoseconds, environment.monotonic() >= deadlineNanoseconds
        else { return }
        throw Status(.deadlineExceeded, "the call's deadline has passed")
    }
}
