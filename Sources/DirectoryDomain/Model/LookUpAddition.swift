/// What is to be recorded of a key's look-ups. Times are those of `LookUpUse`.
package struct LookUpAddition: Equatable, Sendable {
    package let at: Int64
    package let dayStartedAt: Int64
    package internal(set) var secret: [UInt8] = []
    /// Keyed with the secret.
    package internal(set) var hashes: [UInt64] = []
    package internal(set) var requests: Int64 = 0
    /// Whether requests are recorded ahead, and how many of them.
    package internal(set) var isGrant = false
    var left: Int64 = 0

    init(at: Int64, dayStartedAt: Int64) {
        self.at = at
        self.dayStartedAt = dayStartedAt
    }
}
