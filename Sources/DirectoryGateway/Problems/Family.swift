/// Whose shape an answer that is a problem has. Decided by the path alone, so that what no route
/// takes is answered in it too.
enum Family: CaseIterable, Sendable {
    case smartphoneKey
    case checkUser
    case authy
    /// RFC 9457, `application/problem+json`.
    case elsewhere

    init(path: Substring) {
        self = Family.allCases.first { path.hasPrefix($0.pathPrefix) } ?? .elsewhere
    }

    /// How its paths begin. Of several that fit the first counts.
    var pathPrefix: String {
        switch self {
        case .smartphoneKey: "/users/"
        case .checkUser: "/api/v1/"
        case .authy: "/protected/json/"
        case .elsewhere: "/"
        }
    }

    /// For whoever reads the reference.
    var title: String {
        switch self {
        case .smartphoneKey: "Users"
        case .checkUser: "Check user"
        case .authy: "Phone export"
        case .elsewhere: "Reference"
        }
    }
}
