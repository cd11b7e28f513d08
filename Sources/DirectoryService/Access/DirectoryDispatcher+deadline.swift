import TTRPC

extension DirectoryDispatcher {
    /// Throws DEADLINE_EXCEEDED when the call's time is over; for work that goes on for a while.
    func checkDeadline(of call: borrowing IncomingCall) throws {
        guard let deadline = call.deadlineNanoseconds, environment.monotonic() >= deadline
        else { return }
        throw Status(.deadlineExceeded, "the call's deadline has passed")
    }
}
