import TTRPC

/// Calls of a source to the daemon itself, in frames of ttrpc.
struct DirectoryExchange<Source: CallSource>: Exchange {
    private(set) var source: Source
    private let patterns: DirectoryPatterns

    init(_ source: Source, apiKey: String? = nil) {
        self.source = source
        patterns = DirectoryPatterns(apiKey: apiKey)
    }

    mutating func next() -> Call? { source.next() }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        patterns.append(call, id: id, to: &output)
    }

    func cut(_ bytes: Span<UInt8>, from start: Int) -> Cut {
        DirectoryReplies.cut(bytes, from: start, type: .response)
    }

    mutating func judge(_ bytes: Span<UInt8>, _ body: Range<Int>, for call: Call) -> Verdict {
        source.judge(DirectoryReplies.read(bytes, body, call.operation), bytes, for: call)
    }

    mutating func abandon(_ call: Call) { source.abandon(call) }
    mutating func keep() throws(LoadFailure) { try source.keep() }
}
