import ArgumentParser
import DirectoryAPI
import ProgramSettings

struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Calls a method with a message in JSON, and prints the answer in JSON.",
        discussion: """
            METHODS
            \(MethodList.all.map { "  \(CallCommand.entry($0))" }.joined(separator: "\n"))
            The package of a service may be left out. A stream's answers are printed as they come, \
            a line each, until it ends or is interrupted (^C, exit code 130).

            EXAMPLES
              rollcall call Directory/LookupUser '{"key": {"email": "ada@example.com"}}'
              rollcall call Admin/GetStatus
              rollcall call Directory/BatchLookupUsers - < keys.json
              rollcall call Directory/WatchEvents '{"after_position": 0}' | jq .position
            """)

    @Argument(help: ArgumentHelp("What is called.", valueName: "service/method"))
    var method: String
    @Argument(help: ArgumentHelp("The request; - is standard input.", valueName: "json"))
    var request = "{}"
    @Option(
        name: .long,
        help: ArgumentHelp("What goes with the call; repeatable.", valueName: "key=value"))
    var metadata: [String] = []
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        let method = try described()
        let pairs = try metadataPairs()
        let text = request == "-" ? try InputText.read("-", atMost: 4 << 20) : request
        let payload = try CallCommand.pack(text, as: method)
        try await daemon.withDaemon { daemon in
            if method.kind == .serverStreaming {
                Interruption.ends()
                try await daemon.stream(method, payload, metadata: pairs) {
                    message throws(ProgramFailure) in
                    daemon.printer.jsonLine(try Self.unpack(message, as: method))
                }
            } else {
                let answer = try await daemon.call(method, payload, metadata: pairs)
                daemon.printer.json(try Self.unpack(answer, as: method))
            }
        }
    }

    /// A method, and what a person has to know of one that is not one message each way.
    private static func entry(_ method: MethodDescription) -> String {
        switch method.kind {
        case .unary: method.path
        case .serverStreaming: "\(method.path)  (a stream of answers)"
        case .clientStreaming, .bidirectional:
            "\(method.path)  (takes a stream: see rollcall users import)"
        }
    }

    private func described() throws(ProgramFailure) -> MethodDescription {
        let found = MethodList.all.filter {
            $0.path == method || $0.path.hasSuffix(".\(method)")
        }
        guard found.count == 1 else {
            throw .usage("no method is named \(method); `rollcall call --help` lists them")
        }
        guard found[0].kind == .unary || found[0].kind == .serverStreaming else {
            throw .usage("\(method) takes a stream of messages; see rollcall users import")
        }
        return found[0]
    }

    private static func unpack(
        _ message: [UInt8], as method: MethodDescription
    ) throws(ProgramFailure) -> JSONValue {
        guard let json = try? MessageJSON.decode(message, as: method.response) else {
            throw .refused("the answer does not decode")
        }
        return json
    }

    private func metadataPairs() throws(ProgramFailure) -> [(key: String, value: String)] {
        var pairs: [(key: String, value: String)] = []
        for pair in metadata {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw .usage("--metadata is given as key=value")
            }
            pairs.append((String(parts[0]), String(parts[1])))
        }
        return pairs
    }

    private static func pack(
        _ text: String, as method: MethodDescription
    ) throws(ProgramFailure) -> [UInt8] {
        let value: JSONValue
        do throws(JSONProblem) {
            value = try JSONParser.parse(text)
        } catch {
            throw .usage("the request: \(error)")
        }
        do throws(MessageJSONProblem) {
            return try MessageJSON.encode(value, as: method.request)
        } catch {
            throw .usage("the request: \(error)")
        }
    }
}
