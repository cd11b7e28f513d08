import DirectoryAPI

/// What a JSON value may be: the part of JSON Schema 2020-12 that the reference needs.
struct Schema: Equatable, Sendable {
    let json: JSONValue

    private init(_ members: [JSONValue.Member]) { json = .object(members) }

    static func constant(_ value: JSONValue) -> Schema { Schema([.init("const", value)]) }

    static let anyObject = Schema([.init("type", .string("object"))])

    static let boolean = Schema([.init("type", .string("boolean"))])

    static func integer(atLeast minimum: Int64, format: String = "int64") -> Schema {
        Schema([
            .init("type", .string("integer")), .init("format", .string(format)),
            .init("minimum", .integer(minimum)),
        ])
    }

    static func text(
        _ pattern: String? = nil, atLeast minimum: Int64? = nil, atMost maximum: Int64? = nil,
        format: String? = nil, except: String? = nil
    ) -> Schema {
        Schema(
            [
                .init("type", .string("string")), pattern.map { .init("pattern", .string($0)) },
                minimum.map { .init("minLength", .integer($0)) },
                maximum.map { .init("maxLength", .integer($0)) },
                format.map { .init("format", .string($0)) },
                except.map { .init("not", constant(.string($0)).json) },
            ].compactMap(\.self))
    }

    static func oneOf(_ schemas: [Schema]) -> Schema {
        Schema([.init("oneOf", .array(schemas.map(\.json)))])
    }

    static func list(of element: Schema) -> Schema {
        Schema([
            .init("type", .string("array")), .init("minItems", .integer(1)),
            .init("items", element.json),
        ])
    }

    /// An object with these members and no others.
    ///
    /// - Parameter optional: those that may be missing.
    static func object(
        _ members: [(name: String, schema: Schema)], optional: Set<String> = []
    ) -> Schema {
        let required = members.map(\.name).filter { !optional.contains($0) }
        return Schema([
            .init("type", .string("object")),
            .init("required", .array(required.map(JSONValue.string))),
            .init(
                "properties", .object(members.map { .init($0.name, $0.schema.json) })),
            .init("additionalProperties", .bool(false)),
        ])
    }

    /// The same, or null.
    var orNull: Schema {
        guard case .object(let members) = json, case .string(let type) = json["type"] else {
            return .oneOf([self, Schema([.init("type", .string("null"))])])
        }
        return Schema(
            members.map { member in
                member.name == "type"
                    ? .init("type", .array([.string(type), .string("null")])) : member
            })
    }
}

extension Schema {
    static let userID = text("^[A-Za-z0-9._:-]{1,128}$")
    static let emailAddress = text(atLeast: 3, atMost: 254)
    static let phoneNumber = text(
        "^[^\\u0000-\\u001f\\u007f-\\u009f]+$", atLeast: 1, atMost: 32, except: "null")
    /// `2024-01-15T10:30:00.000Z`
    static let milliseconds = text(
        "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$", format: "date-time")
    /// `2024-01-15T10:30:00Z`
    static let seconds = text(
        "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", format: "date-time")
    /// As a caller may write one: white space around it is cut off.
    static let emailParameter = text("^\(spacedAddress)$", atMost: 254)
    /// The same for parameters that may be left out: an empty value counts as not given.
    static let optionalEmail = text("^(\(spacedAddress))?$", atMost: 254)
    static let optionalPhoneNumber = text(
        "^[^\\u0000-\\u001f\\u007f-\\u009f]*$", atMost: 32, except: "null")
    static let optionalUserID = text("^[A-Za-z0-9._:-]{0,128}$")

    private static let spacedAddress =
        "[\(space)]*[^@\(forbidden)]+@[^@.\(forbidden)]+(\\.[^@.\(forbidden)]+)*[\(space)]*"

    /// The property White_Space of Unicode.
    private static let space =
        "\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f"
        + "\\u3000"
    /// White space and control characters.
    private static let forbidden =
        "\\u0000-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
}
