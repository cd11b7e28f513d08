import DirectoryAPI
import Testing

/// Expects a problem in the shape of `/users/*`: these members in this order, and no more.
func expectUsersProblem(
    _ answer: HTTPExchange, _ status: Int, _ error: String, more: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(answer.status == status, sourceLocation: sourceLocation)
    let json = try answer.json(sourceLocation: sourceLocation)
    #expect(
        json.memberNames == ["error", "message", "code"] + more, sourceLocation: sourceLocation)
    #expect(json["error"] == .string(error), sourceLocation: sourceLocation)
    #expect(json["code"] == .number("\(status)"), sourceLocation: sourceLocation)
    #expect(answer.headers["content-type"] == "application/json", sourceLocation: sourceLocation)
    expectCommonHeaders(answer, sourceLocation: sourceLocation)
}

/// Expects a problem in the shape of `/protected/json/`.
func expectAuthyProblem(
    _ answer: HTTPExchange, _ status: Int, _ code: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(answer.status == status, sourceLocation: sourceLocation)
    let json = try answer.json(sourceLocation: sourceLocation)
    #expect(
        json.memberNames == ["error_code", "message", "errors", "success"],
        sourceLocation: sourceLocation)
    #expect(json["error_code"] == .string(code), sourceLocation: sourceLocation)
    #expect(
        json["errors"]?["message"] == json["message"],
        sourceLocation: sourceLocation)
    #expect(json["success"] == .bool(false), sourceLocation: sourceLocation)
    expectCommonHeaders(answer, sourceLocation: sourceLocation)
}

/// Expects a problem in the shape of `/api/v1/`.
func expectCheckUserProblem(
    _ answer: HTTPExchange, _ status: Int, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(answer.status == status, sourceLocation: sourceLocation)
    let json = try answer.json(sourceLocation: sourceLocation)
    #expect(
        json.memberNames == ["status", "success", "message"], sourceLocation: sourceLocation)
    #expect(json["status"] == .number("\(status)"), sourceLocation: sourceLocation)
    #expect(json["success"] == .bool(false), sourceLocation: sourceLocation)
    expectCommonHeaders(answer, sourceLocation: sourceLocation)
}

/// What every answer has.
func expectCommonHeaders(
    _ answer: HTTPExchange, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(answer.headers["cache-control"] == "no-store", sourceLocation: sourceLocation)
    let id = answer.headers["x-request-id"] ?? ""
    #expect(id.wholeMatch(of: /[A-Za-z0-9._-]{1,64}/) != nil, sourceLocation: sourceLocation)
}

extension JSONValue {
    /// The names of an object's members, in their order.
    var memberNames: [String] {
        guard case .object(let members) = self else { return [] }
        return members.map(\.name)
    }
}
