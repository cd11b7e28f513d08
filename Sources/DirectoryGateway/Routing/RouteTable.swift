import HTTPTypes

/// Finds what answers a request.
struct RouteTable: Sendable {
    enum Match {
        case route(Route, credentials: any CredentialCheck, family: Family, places: [String])
        /// OPTIONS on a path that is there.
        case options(Route)
        case wrongMethod(Route)
        case nothing
    }

    private let entries: [(route: Route, credentials: any CredentialCheck, family: Family)]
    /// Of the entries: what is looked through for each request.
    private let templates: [PathTemplate]

    init(_ dialects: [any Dialect]) {
        entries = dialects.flatMap { dialect in
            let credentials = dialect.credentials
            return dialect.routes.map { ($0, credentials, dialect.family) }
        }
        templates = entries.map(\.route.template)
    }

    /// In the order in which they are tried.
    var all: [Route] { entries.map(\.route) }

    func match(_ method: HTTPRequest.Method, _ target: RequestTarget) -> Match {
        guard let segments = target.segments else { return .nothing }
        for (index, template) in templates.enumerated() {
            guard let places = template.match(segments) else { continue }
            let entry = entries[index]
            if method == .options { return .options(entry.route) }
            guard entry.route.takes(method) else { return .wrongMethod(entry.route) }
            return .route(
                entry.route, credentials: entry.credentials, family: entry.family, places: places)
        }
        return .nothing
    }
}
