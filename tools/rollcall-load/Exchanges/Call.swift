/// One question: about which user, and what sets it apart from the others about them.
struct Call: Sendable {
    var user: Int
    /// Where a conversation of several questions stands; its exchange says which is which.
    var step: UInt8 = 0
    /// What an update sets; its exchange says how.
    var choice: UInt64 = 0
}
