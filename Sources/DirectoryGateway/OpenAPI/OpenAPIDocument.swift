import DirectoryAPI

/// The reference as OpenAPI 3.1, built from the table that routes.
struct OpenAPIDocument {
    private let dialects: [any Dialect]

    init(_ dialects: [any Dialect]) { self.dialects = dialects }

    var json: JSONValue {
        .members(
            ("openapi", .string("3.1.0")),
            (
                "info",
                .members(
                    ("title", .string("Rollcall")), ("version", .string("1.0.0")),
                    ("description", .string(OpenAPIDocument.explanation)),
                    (
                        "license",
                        .members(
                            ("name", .string("Apache-2.0")),
                            ("identifier", .string("Apache-2.0")))
                    ))
            ),
            ("servers", .array([.members(("url", .string("/")))])),
            ("paths", .object(dialects.flatMap(paths))),
            (
                "components",
                .members(
                    ("headers", ResponseDescription.headers),
                    ("securitySchemes", securitySchemes))
            ),
            ("x-elsewhere", .object(Family.allCases.map(OpenAPIDocument.elsewhere))))
    }

    private static let explanation = """
        A user directory: who has this e-mail, this number. Every answer bears the request's id \
        and forbids storing. A path or method that is not listed here is answered in the shape of \
        its family: see x-elsewhere, by the beginning of the path.
        """

    private func paths(_ dialect: any Dialect) -> [JSONValue.Member] {
        dialect.routes.map { route in
            JSONValue.Member(
                route.template.description,
                .object(OpenAPIDocument.methods(of: route, dialect)))
        }
    }

    private static func methods(of route: Route, _ dialect: any Dialect) -> [JSONValue.Member] {
        let writer = OperationWriter(route: route, dialect: dialect)
        return switch route.method {
        case .get(answersHead: true): [writer.own("get"), writer.head, writer.options]
        case .get(answersHead: false): [writer.own("get"), writer.options]
        case .post: [writer.own("post"), writer.options]
        }
    }

    private var securitySchemes: JSONValue {
        var seen: Set<SecurityScheme> = []
        let all = dialects.flatMap { $0.credentials.requirement.alternatives.joined() }
            .filter { seen.insert($0).inserted }
        return .object(all.map { JSONValue.Member($0.id, $0.json) })
    }

    /// What is answered where no route is, whatever the method.
    private static func elsewhere(_ family: Family) -> JSONValue.Member {
        let statuses: [ProblemStatus] = [.badRequest, .notFound, .uriTooLong, .headersTooLarge]
        return JSONValue.Member(
            family.pathPrefix,
            .object(
                statuses.map { status in
                    .init(
                        String(status.rawValue),
                        ResponseDescription.problem(status, in: family).json)
                }))
    }
}
