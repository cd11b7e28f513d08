import DirectoryAPI

/// An answer as the reference describes it: status, header fields, and what its body may be.
struct ResponseDescription {
    let status: Int
    let explanation: String
    /// Beside those that every answer has.
    var fields: [String] = []
    /// nil for no body.
    var content: Operation.Content?

    var json: JSONValue {
        let names = ["X-Request-Id", "Cache-Control"] + fields
        let headers = names.map { name in
            JSONValue.Member(
                name, .members(("$ref", .string("#/components/headers/\(name)"))))
        }
        var members: [JSONValue.Member] = [
            .init("description", .string(explanation)), .init("headers", .object(headers)),
        ]
        if let content { members.append(.init("content", content.json)) }
        return .object(members)
    }

    /// The header fields by name.
    static let headers: JSONValue = .members(
        (
            "X-Request-Id",
            header(
                "The request's id: the client's own where it is harmless.",
                .text("^[A-Za-z0-9._-]{1,64}$"))
        ),
        ("Cache-Control", header("Answers are not kept.", .constant(.string("no-store")))),
        (
            "Retry-After",
            header("After how many seconds it is worth asking again.", .text("^[1-9]\\d*$"))
        ),
        ("Allow", header("The methods that the path knows.", .text("^[A-Z]+(, [A-Z]+)*$"))),
        (
            "Content-Security-Policy",
            header("What the page may load, run and reach.", .text("^default-src 'none'"))
        ))

    private static func header(_ explanation: String, _ schema: Schema) -> JSONValue {
        .members(
            ("description", .string(explanation)), ("required", .bool(true)),
            ("schema", schema.json))
    }

    /// What a family says at a status, with the words of these samples besides the table's.
    static func problem(
        _ status: ProblemStatus, in family: Family, samples: [Operation.Sample] = []
    ) -> ResponseDescription {
        let problem = Problem.at(status, in: family, requestID: "req_1234567890")
        let own = samples.compactMap { sample in
            sample.answer.body.map { Operation.Example(name: sample.name, value: $0) }
        }
        let examples =
            own.isEmpty
            ? [Operation.Example(name: "problem", value: problem.body(status))] : own
        let fields: [String] =
            switch status {
            case .methodNotAllowed: ["Allow"]
            case .tooManyRequests: ["Retry-After"]
            case .badRequest, .unauthorized, .forbidden, .notFound, .conflict, .contentTooLarge,
                .uriTooLong, .unsupportedMediaType, .headersTooLarge, .internalError,
                .serviceUnavailable:
                []
            }
        return ResponseDescription(
            status: status.rawValue, explanation: "\(status.explanation).", fields: fields,
            content: Operation.Content(
                Problem.schema(status, in: family), type: problem.contentType, examples: examples))
    }

    /// The same without a body, as HEAD is answered.
    var headerOnly: ResponseDescription {
        ResponseDescription(status: status, explanation: explanation, fields: fields)
    }
}

extension Operation.Content {
    var json: JSONValue {
        let examples = examples.map { example in
            JSONValue.Member(example.name, .members(("value", example.value)))
        }
        var members: [JSONValue.Member] = [.init("schema", schema.json)]
        if !examples.isEmpty { members.append(.init("examples", .object(examples))) }
        return .object([.init(type, .object(members))])
    }
}
