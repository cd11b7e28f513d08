import ArgumentParser
import DirectoryAPI
import ProgramSettings

struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Calls a method with a message in JSON, and prints the answer in JSON.",
        discussion: """
            METHODS
            \(CallCommand.methods.map { "  \($0.path)" }.joined(separator: "\n"))
            The package of a service may be left out.

            EXAMPLES
              rollcall call Directory/LookupUser '{"key": {"email": "ada@example.com"}}'
              rollcall call Admin/GetStatus
              rollcall call Directory/BatchLookupUsers - < keys.json
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
            let answer = try await daemon.call(method, payload, metadata: pairs)
            guard let json = try? MessageJSON.decode(answer, as: method.response) else {
                throw ProgramFailure.refused("the answer does not decode")
            }
            daemon.printer.json(json)
        }
    }

    /// Those with one message each way: streams have commands of their own.
    private static let methods = MethodList.all.filter { $0.kind == .unary }

    private func described() throws(ProgramFailure) -> MethodDescription {
        let found = CallCommand.methods.filter {
            $0.path == method || $0.path.hasSuffix(".\(method)")
        }
        guard found.count == 1 else {
            throw .usage("no method is named \(method); `rollcall call --help` lists them")
        }
        return found[0]
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
