/// A Swift file as its lines, and as what of each line is code.
struct SourceFile: Sendable, CustomStringConvertible {
    /// From the root of the repository.
    let path: String
    let lines: [String]
    /// The same lines without comments and without what stands between quotes.
    let code: [String]

    var description: String { path }

    /// A file that can't be read has no lines, and fails the test that says every file has some.
    init(path: String) {
        let text = (try? Repository.text(of: path)) ?? ""
        self.init(path: path, text: text)
    }

    init(path: String, text: String) {
        self.path = path
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
        var insideText = false
        code = lines.map { SourceFile.code(of: $0, insideText: &insideText) }
    }

    /// The modules that the file imports, with the line of each.
    var imports: [(module: String, line: Int)] {
        code.enumerated().compactMap { number, line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), words[..<at].allSatisfy(isModifier),
                let last = words.last, at + 1 < words.count
            else { return nil }
            return (String(last.prefix { $0 != "." }), number + 1)
        }
    }

    /// Whether a word stands anywhere in the code, by line.
    func lines(using word: String) -> [Int] {
        code.enumerated().compactMap { number, line in
            line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
                .contains(Substring(word)) ? number + 1 : nil
        }
    }

    private func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "private"].contains(word)
    }

    private static func code(of line: String, insideText: inout Bool) -> String {
        var result = ""
        var rest = Substring(line)
        var insideQuotes = false
        while let first = rest.first {
            if rest.hasPrefix("\"\"\"") {
                insideText.toggle()
                rest = rest.dropFirst(3)
            } else if insideText {
                rest = rest.dropFirst()
            } else if insideQuotes, first == "\\" {
                rest = rest.dropFirst(2)
            } else if first == "\"" {
                insideQuotes.toggle()
                rest = rest.dropFirst()
            } else if !insideQuotes, rest.hasPrefix("//") {
                break
            } else {
                if !insideQuotes { result.append(first) }
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
