import DirectoryAPI
import Foundation

/// What a .proto file of ours says, read as text: enough of the language for our files.
struct ProtoFile {
    struct Method: Equatable {
        let service: String
        let name: String
        let request: String
        let response: String
        let kind: MethodDescription.Kind
    }

    /// Full names of messages, with the numbers of their fields by name.
    private(set) var messages: [String: [String: Int]] = [:]
    private(set) var methods: [Method] = []

    /// - Parameter path: below `proto/`.
    init(_ path: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("proto/\(path)"), encoding: .utf8
        ).replacing(/\/\/[^\n]*/, with: "")
        let package = text.firstMatch(of: /package\s+([\w.]+);/).map { String($0.1) } ?? ""
        var scopes: [(word: String, name: String)] = []
        let statement =
            #/
            (message|enum|oneof|service) \s+ (\w+) \s* \{
            | rpc \s+ (\w+) \( ([^)]*) \) \s* returns \s* \( ([^)]*) \)
            | (?:repeated\s+)? [\w.]+ \s+ (\w+) \s* = \s* (\d+) \s* ;
            | \}
            /#
        for match in text.matches(of: statement) {
            if let word = match.output.1, let name = match.output.2 {
                scopes.append((String(word), String(name)))
                if word == "message" { messages[Self.fullName(package, scopes)] = [:] }
            } else if let name = match.output.3, let request = match.output.4,
                let response = match.output.5
            {
                methods.append(
                    Method(
                        service: "\(package).\(scopes.last?.name ?? "")", name: String(name),
                        request: Self.type(request, package),
                        response: Self.type(response, package),
                        kind: Self.kind(
                            clientStreams: request.contains("stream "),
                            serverStreams: response.contains("stream "))))
            } else if let name = match.output.6, let number = match.output.7 {
                guard scopes.last?.word != "enum" else { continue }
                messages[Self.fullName(package, scopes)]?[String(name)] = Int(number)
            } else {
                scopes.removeLast()
            }
        }
    }

    private static func kind(
        clientStreams: Bool, serverStreams: Bool
    ) -> MethodDescription.Kind {
        switch (clientStreams, serverStreams) {
        case (false, false): .unary
        case (true, false): .clientStreaming
        case (false, true): .serverStreaming
        case (true, true): .bidirectional
        }
    }

    private static func fullName(
        _ package: String, _ scopes: [(word: String, name: String)]
    ) -> String {
        ([package] + scopes.filter { $0.word == "message" }.map(\.name)).joined(separator: ".")
    }

    private static func type(_ text: Substring, _ package: String) -> String {
        "\(package).\(text.replacing("stream ", with: "").trimmingCharacters(in: .whitespaces))"
    }
}
