/// The store can't do what was asked, for a reason that is not the caller's.
package enum StoreFailure: Error, Equatable, Sendable {
    /// It can't be read or written now; nothing was changed.
    case unavailable
    /// A commit failed: it may have happened, and it may not.
    case outcomeUnknown
    /// The disk is full; nothing was changed.
    case full
    /// Too much waits to be written; nothing was changed.
    case busy
    /// It is closing; nothing was changed.
    case closing
    /// What was read breaks a rule of the store.
    case corrupt
}
