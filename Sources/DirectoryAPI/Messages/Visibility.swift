/// Which users an organization's keys see.
public enum Visibility: Int, Equatable, Sendable {
    /// As `shared`.
    case unspecified = 0
    /// All of them.
    case shared = 1
    /// The organization's members; all others are unknown.
    case isolated = 2
}
