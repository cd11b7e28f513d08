import DirectoryAPI

/// Writes a route's methods down as the reference has them.
struct OperationWriter {
    let route: Route
    let dialect: any Dialect

    private var operation: Operation { route.operation }

    /// The method that the route is for.
    func own(_ method: String) -> JSONValue.Member {
        var members = head(operation.id, operation.summary, operation.explanation)
        members.append(.init("parameters", parameters))
        if let body = operation.body {
            members.append(
                .init(
                    "requestBody",
                    .members(("required", .bool(true)), ("content", body.json))))
        }
        members.append(.init("security", dialect.credentials.requirement.json))
        members.append(.init("responses", responses([success] + problems(operation.problems))))
        return JSONValue.Member(method, .object(members))
    }

    /// HEAD: the header of GET's answer, and nothing is changed.
    var head: JSONValue.Member {
        let statuses = operation.problems + operation.headProblems
        let answers = ([success] + problems(statuses)).map(\.headerOnly)
        var members = head(
            "\(operation.id)Head", "\(operation.summary): the header only",
            "Answers as GET does, without a body, and changes nothing.")
        members.append(.init("parameters", parameters))
        members.append(.init("security", dialect.credentials.requirement.json))
        members.append(.init("responses", responses(answers)))
        return JSONValue.Member("head", .object(members))
    }

    var options: JSONValue.Member {
        let allowed = ResponseDescription(
            status: 204, explanation: "The methods are in Allow.", fields: ["Allow"])
        let limits: [ProblemStatus] = [.uriTooLong, .headersTooLarge]
        let answers =
            [allowed] + limits.map { ResponseDescription.problem($0, in: dialect.family) }
        var members = head(
            "\(operation.id)Options", "\(operation.summary): the methods",
            "Says which methods the path knows. Asks for no credentials.")
        // Nothing is asked of what stands in the path.
        let places = operation.parameters.filter { $0.place == .path }
        members.append(
            .init("parameters", .array(places.map { json($0, schema: .text(atLeast: 1)) })))
        members.append(.init("security", .array([])))
        members.append(.init("responses", responses(answers)))
        return JSONValue.Member("options", .object(members))
    }

    private func head(
        _ id: String, _ summary: String, _ explanation: String
    ) -> [JSONValue.Member] {
        [
            .init("operationId", .string(id)), .init("summary", .string(summary)),
            .init("description", .string(explanation)),
            .init("tags", .array([.string(dialect.family.title)])),
        ]
    }

    private var parameters: JSONValue {
        .array(operation.parameters.map { json($0, schema: $0.schema) })
    }

    private func json(_ parameter: Operation.Parameter, schema: Schema) -> JSONValue {
        .members(
            ("name", .string(parameter.name)), ("in", .string(parameter.place.rawValue)),
            ("required", .bool(parameter.isRequired)),
            ("description", .string(parameter.explanation)), ("schema", schema.json),
            ("example", parameter.json))
    }

    private var success: ResponseDescription {
        ResponseDescription(
            status: 200, explanation: operation.summary, fields: operation.fields,
            content: operation.success)
    }

    private func problems(_ own: [ProblemStatus]) -> [ResponseDescription] {
        (own + Operation.commonProblems).map { status in
            ResponseDescription.problem(
                status, in: dialect.family,
                samples: operation.samples.filter { $0.answer.status == status.rawValue })
        }
    }

    private func responses(_ answers: [ResponseDescription]) -> JSONValue {
        .object(
            answers.sorted { $0.status < $1.status }
                .map { JSONValue.Member(String($0.status), $0.json) })
    }
}

extension Operation.Parameter {
    /// An example of a number is one.
    fileprivate var json: JSONValue {
        schema.json["type"] == .string("integer") ? .number(example) : .string(example)
    }
}
