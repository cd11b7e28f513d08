/// Which users an organization's keys see.
package enum Visibility: Int64, Sendable {
    /// All of them.
    case shared = 0
    /// The organization's members. Whoever is none is answered as if there were nobody.
    case isolated = 1
}
