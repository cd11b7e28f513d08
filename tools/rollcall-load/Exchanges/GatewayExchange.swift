/// Calls of a source to the gateway, in HTTP/1.1.
struct GatewayExchange<Source: CallSource>: Exchange {
    private(set) var source: Source
    private let patterns: GatewayPatterns
    /// What the answers are is not looked at, but for their status.
    private let isEcho: Bool

    init(
        _ source: Source, _ address: GatewayAddress, _ credentials: Credentials,
        isEcho: Bool = false
    ) {
        self.source = source
        self.isEcho = isEcho
        patterns = GatewayPatterns(address, credentials)
    }

    mutating func next() -> Call? { source.next() }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        patterns.append(call, to: &output)
    }

    func cut(_ bytes: Span<UInt8>, from start: Int) -> Cut {
        HTTPAnswer.cut(bytes, from: start)
    }

    mutating func judge(_ bytes: Span<UInt8>, _ body: Range<Int>, for call: Call) -> Verdict {
        if isEcho {
            let status = HTTPAnswer.status(bytes, body)
            return status == 200 ? .right : .refused(code: status)
        }
        return source.judge(GatewayReplies.read(bytes, body, call.operation), bytes, for: call)
    }

    mutating func abandon(_ call: Call) { source.abandon(call) }
    mutating func keep() throws(LoadFailure) { try source.keep() }
}
