import DirectoryDomain

/// Who may call a method.
enum AccessRule: Sendable {
    /// Everyone who can connect.
    case open
    /// Peers with the admin role, by uid alone.
    case admin
    /// Callers with a scope.
    case scope(Scope)
    /// Callers with a scope, after their organization's share of the last minute is counted.
    case limitedScope(Scope)
}
