/// A bug, switched on on purpose: a simulation that does not find it proves nothing.
enum Sabotage: CaseIterable {
    /// A look-up is answered as it was answered before, though a write was acknowledged since.
    case staleLookUp
    /// A write is acknowledged and not done.
    case lostWrite
    /// Whether an address is free is looked at when the call comes, and not when it is done.
    case earlyCheck
    /// Of several holders of a number the first to have set it is found.
    case firstHolder
    /// A fourth export is granted.
    case forgottenQuota
    /// An erased user is found as if nothing had happened.
    case erasureUndone
}
