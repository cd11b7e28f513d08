import DirectoryAPI

/// A credential as the reference names it.
struct SecurityScheme: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case field(String)
        case bearer
    }

    /// Under which name the reference has it.
    let id: String
    let kind: Kind
    let explanation: String

    static func field(_ name: String) -> SecurityScheme {
        SecurityScheme(
            id: name, kind: .field(name),
            explanation: "An API key of an organization, in the header field \(name).")
    }

    static let bearer = SecurityScheme(
        id: "Bearer", kind: .bearer,
        explanation: "A signed token (JWT) of a user or of a service.")

    var json: JSONValue {
        let own: [JSONValue.Member] =
            switch kind {
            case .field(let name):
                [
                    .init("type", .string("apiKey")), .init("in", .string("header")),
                    .init("name", .string(name)),
                ]
            case .bearer:
                [
                    .init("type", .string("http")), .init("scheme", .string("bearer")),
                    .init("bearerFormat", .string("JWT")),
                ]
            }
        return .object(own + [.init("description", .string(explanation))])
    }
}

/// Which credentials do: any of the alternatives, each with all of its schemes.
struct SecurityRequirement: Equatable, Sendable {
    let alternatives: [[SecurityScheme]]

    static let none = SecurityRequirement(alternatives: [])

    /// `[]` where nothing is asked for.
    var json: JSONValue {
        .array(
            alternatives.map { schemes in
                .object(schemes.map { JSONValue.Member($0.id, .array([])) })
            })
    }
}
