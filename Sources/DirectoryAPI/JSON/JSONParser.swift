/// Reads one JSON text, strictly as RFC 8259 has it, and refuses what other readers guess about:
/// two members of one name, half a surrogate pair, text after the value.
///
/// Time is linear in the text. The caller bounds the text's length.
package struct JSONParser {
    let text: [UInt8]
    var at = 0
    private let limits: JSONLimits
    private var depth = 0
    private var values = 0

    package static func parse(
        _ text: [UInt8], limits: JSONLimits = .trusted
    ) throws(JSONProblem) -> JSONValue {
        guard String(validating: text, as: UTF8.self) != nil else {
            throw JSONProblem(reason: .notUTF8, offset: 0)
        }
        var parser = JSONParser(text, limits)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.at == text.count else { throw parser.problem(.trailingText) }
        return value
    }

    package static func parse(_ text: String) throws(JSONProblem) -> JSONValue {
        try parse(Array(text.utf8))
    }

    private init(_ text: [UInt8], _ limits: JSONLimits) {
        self.text = text
        self.limits = limits
    }

    func problem(_ reason: JSONProblem.Reason) -> JSONProblem {
        JSONProblem(reason: reason, offset: at)
    }

    var next: UInt8? { at < text.count ? text[at] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
            at += 1
        }
    }

    private mutating func value() throws(JSONProblem) -> JSONValue {
        skipSpace()
        guard let byte = next else { throw problem(.endsTooSoon) }
        values += 1
        guard values <= limits.values else { throw problem(.tooManyValues) }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < limits.depth else { throw problem(.tooDeep) }
            depth += 1
            defer { depth -= 1 }
            return byte == UInt8(ascii: "{") ? try object() : try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw problem(.unexpectedByte)
        }
    }

    private mutating func word(
        _ word: String, _ value: JSONValue
    ) throws(JSONProblem) -> JSONValue {
        for expected in word.utf8 {
            guard let byte = next else { throw problem(.endsTooSoon) }
            guard byte == expected else { throw problem(.unexpectedByte) }
            at += 1
        }
        return value
    }

    private mutating func object() throws(JSONProblem) -> JSONValue {
        at += 1
        var members: [JSONValue.Member] = []
        // As bytes: Swift's own comparison of strings would take é and e + ´ for one name.
        var names: Set<[UInt8]> = []
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard let byte = next else { throw problem(.endsTooSoon) }
            guard byte == UInt8(ascii: "\"") else { throw problem(.unexpectedByte) }
            let start = at
            let name = try string()
            guard names.insert(Array(name.utf8)).inserted else {
                throw JSONProblem(reason: .duplicateMember, offset: start)
            }
            skipSpace()
            guard take(":") else { throw problem(next == nil ? .endsTooSoon : .unexpectedByte) }
            members.append(JSONValue.Member(name, try value()))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw problem(next == nil ? .endsTooSoon : .unexpectedByte) }
        }
    }

    private mutating func array() throws(JSONProblem) -> JSONValue {
        at += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            elements.append(try value())
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw problem(next == nil ? .endsTooSoon : .unexpectedByte) }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }
}
