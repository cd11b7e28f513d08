import DirectoryAPI

/// Checks a JSON value against a schema: the part of JSON Schema 2020-12 that the reference uses. A
/// keyword that it does not know is a fault of its own, so that nothing passes unlooked-at.
struct SchemaCheck {
    private(set) var faults: [String] = []

    static func faults(of value: JSONValue, _ schema: JSONValue) -> [String] {
        var check = SchemaCheck()
        check.check(value, schema, at: "")
        return check.faults
    }

    private mutating func check(_ value: JSONValue, _ schema: JSONValue, at path: String) {
        guard case .object(let keywords) = schema else {
            return fail(path, "the schema is no object")
        }
        for keyword in keywords { check(value, keyword, of: schema, at: path) }
    }

    private mutating func check(
        _ value: JSONValue, _ keyword: JSONValue.Member, of schema: JSONValue, at path: String
    ) {
        switch (keyword.name, keyword.value) {
        case ("type", let types): checkType(value, types, at: path)
        case ("const", let constant):
            if value != constant { fail(path, "differs from \(constant.text())") }
        case ("not", let other):
            if SchemaCheck.faults(of: value, other).isEmpty { fail(path, "is what it must not be") }
        case ("oneOf", .array(let schemas)):
            let fitting = schemas.count { SchemaCheck.faults(of: value, $0).isEmpty }
            if fitting != 1 { fail(path, "fits \(fitting) of \(schemas.count) schemas") }
        case ("format", .string("date-time")): checkTime(value, at: path)
        case ("format", .string("int64")): checkInteger(value, at: path)
        case ("pattern", .string(let pattern)): checkPattern(value, pattern, at: path)
        case ("minLength", let limit): checkLength(value, limit, at: path) { $0 >= $1 }
        case ("maxLength", let limit): checkLength(value, limit, at: path) { $0 <= $1 }
        case ("minimum", .number(let limit)):
            if case .number(let digits) = value, let number = Int64(digits),
                let limit = Int64(limit),
                number < limit
            {
                fail(path, "is below \(limit)")
            }
        case ("minItems", .number(let limit)):
            if case .array(let elements) = value, elements.count < Int(limit) ?? 0 {
                fail(path, "has too few elements")
            }
        case ("items", let element):
            guard case .array(let elements) = value else { return }
            for (index, each) in elements.enumerated() {
                check(each, element, at: "\(path)/\(index)")
            }
        case ("required", .array(let names)):
            for case .string(let name) in names where isObject(value) && value[name] == nil {
                fail(path, "lacks \(name)")
            }
        case ("properties", _): checkMembers(value, schema, at: path)
        case ("additionalProperties", .bool(false)): break
        case (let name, _): fail(path, "the keyword \(name) is not known")
        }
    }

    /// The members, and whether there are others.
    private mutating func checkMembers(_ value: JSONValue, _ schema: JSONValue, at path: String) {
        guard case .object(let members) = value else { return }
        for member in members {
            if let own = schema["properties"]?[member.name] {
                check(member.value, own, at: "\(path)/\(member.name)")
            } else if schema["additionalProperties"] == .bool(false) {
                fail(path, "has \(member.name), which is not described")
            }
        }
    }

    private mutating func checkType(_ value: JSONValue, _ types: JSONValue, at path: String) {
        let names: [JSONValue] = if case .array(let names) = types { names } else { [types] }
        if !names.contains(where: { isOf(type: $0, value) }) {
            fail(path, "is \(value.kindName) and no \(types.text())")
        }
    }

    private func isOf(type: JSONValue, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case (.string("null"), .null), (.string("boolean"), .bool), (.string("string"), .string),
            (.string("array"), .array), (.string("object"), .object):
            true
        case (.string("integer"), .number(let digits)): Int64(digits) != nil
        default: false
        }
    }

    private func isObject(_ value: JSONValue) -> Bool {
        if case .object = value { true } else { false }
    }

    private mutating func checkTime(_ value: JSONValue, at path: String) {
        guard case .string(let text) = value else { return }
        if ProtoTimestamp(rfc3339: text) == nil { fail(path, "is no time") }
    }

    private mutating func checkInteger(_ value: JSONValue, at path: String) {
        guard case .number(let digits) = value else { return }
        if Int64(digits) == nil { fail(path, "is no 64-bit integer") }
    }

    private mutating func checkPattern(_ value: JSONValue, _ pattern: String, at path: String) {
        guard case .string(let text) = value else { return }
        guard let regex = try? Regex(pattern) else { return fail(path, "the pattern is none") }
        if text.firstMatch(of: regex) == nil { fail(path, "does not match \(pattern)") }
    }

    private mutating func checkLength(
        _ value: JSONValue, _ limit: JSONValue, at path: String, _ fits: (Int, Int) -> Bool
    ) {
        guard case .string(let text) = value, case .number(let digits) = limit,
            let limit = Int(digits)
        else { return }
        if !fits(text.unicodeScalars.count, limit) { fail(path, "has another length") }
    }

    private mutating func fail(_ path: String, _ what: String) {
        faults.append("\(path.isEmpty ? "the body" : path) \(what)")
    }
}
