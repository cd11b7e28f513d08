/// What counts of a token whose signature and claims are right.
package struct VerifiedToken: Equatable, Sendable {
    package enum Reach: Equatable, Sendable {
        /// A service: the scopes it carries, separated by spaces. There may be none.
        case scopes(String)
        /// A user: the record whose uuid the subject is, and no other.
        case user
    }

    package let subject: String
    package let reach: Reach
    /// Seconds since 1970 from which on it no longer counts, the clock's skew included.
    package let endsAt: Double
}
