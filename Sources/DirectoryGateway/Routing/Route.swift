import HTTPTypes

/// One method of one path, what the reference says of it, and what answers it.
struct Route: Sendable {
    enum Method: Equatable, Sendable {
        /// - answersHead: false where a GET leaves a trace, which no HEAD may.
        case get(answersHead: Bool)
        case post
    }

    let method: Method
    let template: PathTemplate
    let operation: Operation
    let respond: @Sendable (Exchange) async throws -> Answer

    init(
        _ method: Method, _ template: String, _ operation: Operation,
        respond: @escaping @Sendable (Exchange) async throws -> Answer
    ) {
        self.method = method
        self.template = PathTemplate(template)
        self.operation = operation
        self.respond = respond
    }

    func takes(_ method: HTTPRequest.Method) -> Bool {
        switch self.method {
        case .get(let answersHead): method == .get || (answersHead && method == .head)
        case .post: method == .post
        }
    }

    /// The methods of an Allow field.
    var allowed: String {
        switch method {
        case .get(answersHead: true): "GET, HEAD, OPTIONS"
        case .get(answersHead: false): "GET, OPTIONS"
        case .post: "POST, OPTIONS"
        }
    }
}
