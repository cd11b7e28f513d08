import ProtobufC

extension MessageJSON {
    static func fill(
        _ writer: inout MessageWriter, of schema: Schema, with value: JSONValue, at path: String
    ) throws(MessageJSONProblem) {
        if schema == .timestamp { return try fillTimestamp(&writer, with: value, at: path) }
        if schema == .duration { return try fillDuration(&writer, with: value, at: path) }
        guard case .object(let members) = value else { throw wrong(path, "an object") }
        var chosen: [Int: String] = [:]
        var given: Set<Int> = []
        for member in members {
            let memberPath = path.isEmpty ? member.name : "\(path).\(member.name)"
            guard
                let field = schema.fields.first(where: {
                    $0.jsonName == member.name || $0.name == member.name
                })
            else {
                throw MessageJSONProblem(
                    path: memberPath, reason: .unknownMember(of: schema.name))
            }
            guard given.insert(field.number).inserted else {
                throw MessageJSONProblem(path: memberPath, reason: .givenTwice)
            }
            if member.value == .null { continue }
            if let oneof = field.oneof {
                if let other = chosen.updateValue(member.name, forKey: oneof) {
                    throw MessageJSONProblem(path: memberPath, reason: .excludedBy(other))
                }
            }
            if field.isRepeated {
                try setElements(of: field, to: member.value, in: &writer, at: memberPath)
            } else {
                try set(field, to: member.value, in: &writer, at: memberPath)
            }
        }
    }

    private static func set(
        _ field: Field, to value: JSONValue, in writer: inout MessageWriter, at path: String
    ) throws(MessageJSONProblem) {
        let number = field.number
        switch field.kind {
        case .string:
            writer.set(number, string: try text(value, at: path))
        case .bytes:
            guard case .string(let text) = value, let bytes = Base64.decode(text) else {
                throw wrong(path, "a string in Base64")
            }
            writer.set(number, bytes: bytes)
        case .bool:
            guard case .bool(let flag) = value else { throw wrong(path, "true or false") }
            writer.set(number, bool: flag)
        case .int32: writer.set(number, int32: try integer(value, at: path))
        case .int64: writer.set(number, int64: try integer(value, at: path))
        case .uint64: writer.set(number, uint64: try integer(value, at: path))
        case .enumeration:
            writer.set(number, enumeration: try enumeration(value, of: field, at: path))
        case .message(let schema):
            try writer.set(number) { inner throws(MessageJSONProblem) in
                try fill(&inner, of: schema, with: value, at: path)
            }
        case .uint32, .float, .double:
            preconditionFailure("no message of ours has such a field")
        }
    }

    private static func setElements(
        of field: Field, to value: JSONValue, in writer: inout MessageWriter, at path: String
    ) throws(MessageJSONProblem) {
        guard case .array(let elements) = value else { throw wrong(path, "an array") }
        switch field.kind {
        case .string:
            var strings: [String] = []
            for index in elements.indices {
                strings.append(try text(elements[index], at: "\(path)[\(index)]"))
            }
            writer.set(field.number, strings: strings)
        case .message(let schema):
            let numbered = Array(elements.enumerated())
            try writer.set(field.number, repeated: numbered) {
                element, inner throws(MessageJSONProblem) in
                try fill(
                    &inner, of: schema, with: element.element, at: "\(path)[\(element.offset)]")
            }
        default: preconditionFailure("no message of ours has such a list")
        }
    }

    private static func wrong(_ path: String, _ expected: String) -> MessageJSONProblem {
        MessageJSONProblem(path: path, reason: .wrongType(expected: expected))
    }

    /// A NUL is refused here: protobuf-c would cut the string there.
    private static func text(
        _ value: JSONValue, at path: String
    ) throws(MessageJSONProblem) -> String {
        guard case .string(let text) = value else { throw wrong(path, "a string") }
        guard !text.utf8.contains(0) else { throw wrong(path, "a string without NUL") }
        return text
    }

    private static func integer<Integer: FixedWidthInteger>(
        _ value: JSONValue, at path: String
    ) throws(MessageJSONProblem) -> Integer {
        let digits: String? =
            switch value {
            case .number(let digits): digits
            case .string(let text) where !text.hasPrefix("+"): text
            default: nil
            }
        guard let digits, let integer = Integer(digits) else {
            throw wrong(path, "a whole number from \(Integer.min) to \(Integer.max)")
        }
        return integer
    }

    private static func enumeration(
        _ value: JSONValue, of field: Field, at path: String
    ) throws(MessageJSONProblem) -> Int {
        switch value {
        case .string(let name):
            if let number = field.enumerationValue(name) { return number }
        case .number(let digits):
            if let number = Int32(digits) { return Int(number) }
        case .null, .bool, .array, .object: break
        }
        throw wrong(path, "the name or the number of a value")
    }

    private static func fillTimestamp(
        _ writer: inout MessageWriter, with value: JSONValue, at path: String
    ) throws(MessageJSONProblem) {
        guard case .string(let text) = value, let time = ProtoTimestamp(rfc3339: text) else {
            throw wrong(path, "a time such as 2024-01-15T10:30:00Z")
        }
        time.write(to: &writer)
    }

    private static func fillDuration(
        _ writer: inout MessageWriter, with value: JSONValue, at path: String
    ) throws(MessageJSONProblem) {
        guard case .string(let text) = value, let duration = ProtoDuration(jsonText: text) else {
            throw wrong(path, "a span of time such as 1.5s")
        }
        duration.write(to: &writer)
    }
}
