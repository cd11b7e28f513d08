/// Whose a command is, and when it is not worth starting any more.
package struct CommandOrigin: Sendable {
    package var organizationID: String
    package var actor: String
    /// In nanoseconds of the monotonic clock; once it has passed the command is never started.
    package var deadlineNanoseconds: UInt64?
    /// The line it waits in. Lines are served in turns: who sends too much makes nobody else wait.
    package var line: UInt64 = 0
    /// Whether nobody waits for the outcome any more; such a command is never started.
    package var isAbandoned: (@Sendable () -> Bool)?

    package init(
        organizationID: String, actor: String, deadlineNanoseconds: UInt64? = nil, line: UInt64 = 0,
        isAbandoned: (@Sendable () -> Bool)? = nil
    ) {
        self.organizationID = organizationID
        self.actor = actor
        self.deadlineNanoseconds = deadlineNanoseconds
        self.line = line
        self.isAbandoned = isAbandoned
    }

    /// Whether the command must not be started any more.
    package func isOver(at nowNanoseconds: UInt64) -> Bool {
        if let deadlineNanoseconds, nowNanoseconds >= deadlineNanoseconds { return true }
        return isAbandoned?() ?? false
    }
}
