/// A function's place in its file.
struct FunctionExtent: Equatable {
    /// Of the `func` or `init`, from 1.
    var line: Int
    /// From that line to the closing brace, both counted.
    var length: Int
}

extension SourceFile {
    /// The functions and initialisers that have a body of more than one line. It relies on the
    /// formatter: a body closes on the column where its declaration begins.
    var functions: [FunctionExtent] {
        code.indices.compactMap { start in
            guard declaresFunction(code[start]), let open = bodyLine(from: start) else {
                return nil
            }
            let closing = String(repeating: " ", count: indentation(code[start])) + "}"
            guard
                let end = code[(open + 1)...].firstIndex(where: {
                    $0.hasPrefix(closing) && indentation($0) == closing.count - 1
                })
            else { return nil }
            return FunctionExtent(line: start + 1, length: end - start + 1)
        }
    }

    private func declaresFunction(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        return words.contains("func")
            || words.contains { $0.hasPrefix("init(") }
                && words.first?.hasPrefix("self") != true && !line.contains(".init(")
    }

    /// The line that opens the body; nil for a requirement without one, or a body of one line.
    private func bodyLine(from start: Int) -> Int? {
        let margin = indentation(code[start])
        for index in start..<code.count {
            let line = code[index]
            if line.hasSuffix("{") { return index + 1 < code.count ? index : nil }
            let text = line.drop { $0 == " " }
            if index > start, indentation(line) <= margin, !text.hasPrefix(")") { return nil }
        }
        return nil
    }

    private func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }
}
