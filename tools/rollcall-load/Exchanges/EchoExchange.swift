import TTRPC

/// A workload's requests to a server that sends back what it gets: what the same bytes cost when
/// nothing is done with them.
struct EchoExchange: Exchange {
    private var asked: DirectoryExchange<CallMix>

    init(_ asked: DirectoryExchange<CallMix>) { self.asked = asked }

    mutating func next() -> Call? { asked.next() }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        asked.append(call, id: id, to: &output)
    }

    func cut(_ bytes: Span<UInt8>, from start: Int) -> Cut {
        DirectoryReplies.cut(bytes, from: start, type: .request)
    }

    /// The frame was whole, and its id is one in flight: no more is asked of an echo.
    mutating func judge(_ bytes: Span<UInt8>, _ body: Range<Int>, for call: Call) -> Verdict {
        .right
    }
}
