extension SourceFile {
    static let typeKeywords: Set<Substring> = [
        "struct", "class", "enum", "actor", "protocol", "typealias",
    ]

    /// The types that the file declares, with the line of each.
    var declaredTypes: [(name: String, line: Int)] {
        code.enumerated().compactMap { number, line in
            let words = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
            guard let at = words.firstIndex(where: Self.typeKeywords.contains),
                at + 1 < words.count, words[at + 1].first?.isUppercase == true,
                words[..<at].allSatisfy({ $0.first?.isLowercase == true || $0 == "MainActor" })
            else { return nil }
            return (String(words[at + 1]), number + 1)
        }
    }
}

/// The words of a name: `HTTPDataFrame` → `HTTP`, `Data`, `Frame`.
func words(of name: String) -> [String] {
    var result: [String] = []
    var word = ""
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
        let endsCapitals =
            character.isUppercase && index + 1 < characters.count
            && characters[index + 1].isLowercase
        let beginsCapitals =
            character.isUppercase && index > 0 && !characters[index - 1].isUppercase
        if !word.isEmpty, endsCapitals || beginsCapitals || !isPart(character) {
            result.append(word)
            word = ""
        }
        if isPart(character) { word.append(character) }
    }
    return word.isEmpty ? result : result + [word]
}

private func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }
