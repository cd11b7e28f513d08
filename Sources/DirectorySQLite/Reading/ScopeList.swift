import DirectoryDomain

/// How a key's scopes lie in its row: their names in the order of `Scope`, a space between.
enum ScopeList {
    static func text(_ scopes: Set<Scope>) -> String {
        Scope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: " ")
    }

    /// nil when one of them is unknown: a right must not be lost or made up by reading it.
    static func scopes(_ text: String) -> Set<Scope>? {
        var scopes: Set<Scope> = []
        for name in text.split(separator: " ") {
            guard let scope = Scope(rawValue: String(name)) else { return nil }
            scopes.insert(scope)
        }
        return scopes
    }
}
