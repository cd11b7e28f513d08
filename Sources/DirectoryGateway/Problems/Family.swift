/// Whose shape an answer that is a problem has. Decided by the path alone, so that what no route
/// takes is answered in it too.
enum Family: CaseIterable, Sendable {
    case smartphoneKey
    case checkUser
    case authy
    /// RFC 9457, `application/problem+json`.
    case elsewhere

    init(path: Substring) {
        self =
            if path.hasPrefix("/users/") {
                .smartphoneKey
            } else if path.hasPrefix("/api/v1/") {
                .checkUser
            } else if path.hasPrefix("/protected/json/") {
                .authy
            } else {
                .elsewhere
            }
    }
}
