extension JSONValue {
    package enum Layout: Sendable {
        /// One line, no spaces.
        case compact
        /// A member or element a line, indented by two spaces.
        case indented
    }

    /// This value as JSON text, without a line break at the end.
    package func text(_ layout: Layout = .compact) -> String {
        var output = ""
        write(to: &output, layout, indent: 0)
        return output
    }

    private func write(to output: inout String, _ layout: Layout, indent: Int) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .number(let digits): output += digits
        case .string(let string): JSONValue.quote(string, to: &output)
        case .array(let elements):
            JSONValue.list(elements, "[", "]", to: &output, layout, indent) { element, output in
                element.write(to: &output, layout, indent: indent + 1)
            }
        case .object(let members):
            JSONValue.list(members, "{", "}", to: &output, layout, indent) { member, output in
                JSONValue.quote(member.name, to: &output)
                output += layout == .indented ? ": " : ":"
                member.value.write(to: &output, layout, indent: indent + 1)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element], _ open: String, _ close: String, to output: inout String,
        _ layout: Layout, _ indent: Int, _ write: (Element, inout String) -> Void
    ) {
        output += open
        for index in elements.indices {
            if index > 0 { output += "," }
            breakLine(in: &output, layout, indent + 1)
            write(elements[index], &output)
        }
        if !elements.isEmpty { breakLine(in: &output, layout, indent) }
        output += close
    }

    private static func breakLine(in output: inout String, _ layout: Layout, _ indent: Int) {
        guard layout == .indented else { return }
        output += "\n" + String(repeating: "  ", count: indent)
    }

    /// Appends a text as JSON has it. What needs no escape, in most texts all of it, is copied as
    /// it stands.
    package static func quote(_ string: String, to output: inout String) {
        output += "\""
        var rest = string[...]
        while let at = rest.utf8.firstIndex(where: isEscaped) {
            output += rest[..<at]
            escape(rest.utf8[at], to: &output)
            rest = rest[rest.utf8.index(after: at)...]
        }
        output += rest
        output += "\""
    }

    /// One byte of UTF-8; what has several needs none.
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7f
    }

    private static func escape(_ byte: UInt8, to output: inout String) {
        switch byte {
        case UInt8(ascii: "\""): output += "\\\""
        case UInt8(ascii: "\\"): output += "\\\\"
        case UInt8(ascii: "\n"): output += "\\n"
        case UInt8(ascii: "\r"): output += "\\r"
        case UInt8(ascii: "\t"): output += "\\t"
        default:
            let digits = String(byte, radix: 16)
            output += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
    }
}
