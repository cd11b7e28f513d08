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

    private static func quote(_ string: String, to output: inout String) {
        output += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7f}":
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
