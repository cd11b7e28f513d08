import DirectoryAPI
import HTTPTypes
import NIOCore

/// `/openapi.json` and `/docs`: the reference, for programs and for people, made once from the
/// dialects and itself. Asks for nothing at the door.
struct Reference: Dialect {
    let family = Family.elsewhere
    let credentials: any CredentialCheck = NoCredentials()
    let routes: [Route]

    init(of dialects: [any Dialect]) {
        // The description of the reference is part of it; what answers is not looked at.
        let own = Reference(
            routes: [Reference.document(ByteBuffer()), Reference.docs(ByteBuffer())])
        let text = OpenAPIDocument(dialects + [own]).json.text()
        let html = DocsPage(dialects).html
        self.init(
            routes: [
                Reference.document(ByteBuffer(string: text)),
                Reference.docs(ByteBuffer(string: html)),
            ])
    }

    private init(routes: [Route]) { self.routes = routes }

    private static func document(_ text: ByteBuffer) -> Route {
        let answer = Answer(status: 200, contentType: "application/json", page: text)
        return Route(.get(answersHead: true), "/openapi.json", documentOperation) { _ in answer }
    }

    private static func docs(_ page: ByteBuffer) -> Route {
        let answer = Answer(
            status: 200, contentType: docsOperation.success.type, page: page,
            fields: [
                .contentSecurityPolicy: DocsPage.policy, .xContentTypeOptions: "nosniff",
                HTTPField.Name("Referrer-Policy")!: "no-referrer",
            ])
        return Route(.get(answersHead: true), "/docs", docsOperation) { _ in answer }
    }

    private static let docsOperation = Operation(
        id: "docs", summary: "The endpoints, for people",
        explanation: "One page that lists the endpoints and sends requests.",
        success: .init(.text(), type: "text/html; charset=utf-8", examples: []),
        fields: ["Content-Security-Policy"])

    private static let documentOperation = Operation(
        id: "openAPI", summary: "This description",
        explanation: "The endpoints and all that they answer, as OpenAPI 3.1.",
        success: .init(
            .object(
                [
                    ("openapi", .constant(.string("3.1.0"))), ("info", .anyObject),
                    ("servers", .list(of: .anyObject)), ("paths", .anyObject),
                    ("components", .anyObject), ("x-elsewhere", .anyObject),
                ]),
            examples: []))
}

/// Everybody may.
struct NoCredentials: CredentialCheck {
    var requirement: SecurityRequirement { .none }

    func caller(of fields: HTTPFields) -> Caller? { Caller() }
}
