/// A command line as a report may show it.
enum CommandText {
    /// Options whose value is a secret.
    private static let secret = ["--api-key", "--token"]

    static func of(_ arguments: [String]) -> String {
        var isValueSecret = false
        let words = arguments.enumerated().map { index, argument in
            if isValueSecret {
                isValueSecret = false
                return "***"
            }
            if index == 0 {
                return argument.split(separator: "/").last.map(String.init) ?? argument
            }
            if secret.contains(argument) { isValueSecret = true }
            for option in secret where argument.hasPrefix("\(option)=") { return "\(option)=***" }
            return quoted(argument)
        }
        return words.joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            byte > 0x2A && byte < 0x7F && ![0x3B, 0x3C, 0x3E, 0x5C, 0x60, 0x7C].contains(byte)
        }
        return isPlain && !word.isEmpty ? word : "'\(word)'"
    }
}
