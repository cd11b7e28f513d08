import CLinux

/// Drives an exchange over connections that each keep a fixed number of calls in flight: an answer
/// is followed at once by the next question.
///
/// Such a load waits for the server whenever the server is slow, so its latencies leave out just
/// the worst moments: its figures are for cost and throughput, not for claims about latency.
struct ClosedLoop<E: Exchange>: ~Copyable {
    private(set) var exchange: E

    private var connections: [LoadConnection]
    private let inFlight: Int
    private var poller: Poller
    /// One read's worth, for all connections in turn.
    private var input = [UInt8](repeating: 0, count: 65_536)
    private var output: [UInt8] = []
    private var hasBegun = false
    private var hasMore = true

    init(_ exchange: E, path: String, connections: Int, inFlight: Int) throws(LoadFailure) {
        let poller = try Poller()
        let opened = try LoadConnection.open(path, count: connections, inFlight, poller)
        self.exchange = exchange
        self.inFlight = inFlight
        self.poller = poller
        self.connections = opened
    }

    deinit {
        for connection in connections { clinux_close(connection.fd) }
    }

    /// The process that serves, as the kernel knows it.
    var serverProcess: Int32? { SystemCall.peerProcess(connections[0].fd) }

    var callsInFlight: Int { connections.reduce(0) { $0 + $1.calls.count } }

    /// Whether everything was asked and answered.
    var isFinished: Bool { !hasMore && callsInFlight == 0 }

    /// Calls in flight that were sent before a time.
    func callsInFlight(sentBefore time: UInt64) -> Int {
        connections.reduce(0) { $0 + $1.calls.count(sentBefore: time) }
    }

    /// Sends and receives until a time on the monotonic clock, in nanoseconds, or until all is
    /// asked and answered. Calls stay in flight from one run to the next.
    mutating func run(until end: UInt64, into figures: inout Figures) throws(LoadFailure) {
        if !hasBegun {
            hasBegun = true
            for index in connections.indices { try begin(index) }
        }
        while true {
            let now = clinux_monotonic_ns()
            guard now < end, !isFinished else { return }
            for event in 0..<(try poller.wait(timeout: end - now)) {
                let (index, canRead, canWrite) = poller[event]
                if canWrite { try flush(index) }
                if canRead { try receive(index, into: &figures) }
            }
        }
    }

    private mutating func begin(_ index: Int) throws(LoadFailure) {
        output.removeAll(keepingCapacity: true)
        let now = clinux_monotonic_ns()
        for _ in 0..<inFlight { ask(nil, on: index, at: now) }
        try send(index)
    }

    /// Appends the given question, or else the exchange's next one, to the output.
    private mutating func ask(_ call: Call?, on index: Int, at now: UInt64) {
        guard let call = call ?? exchange.next() else {
            hasMore = false
            return
        }
        let id = connections[index].calls.insert(call, sentAt: now)
        exchange.append(call, id: id, to: &output)
    }

    /// One read, all answers in it, and one write of what they let be asked next.
    private mutating func receive(_ index: Int, into figures: inout Figures) throws(LoadFailure) {
        let kept = connections[index].unread.count
        if kept > 0 {
            // Room for a whole read behind what was kept, however long an answer is.
            while input.count < kept + 65_536 { input.append(0) }
            input.replaceSubrange(0..<kept, with: connections[index].unread)
            connections[index].unread.removeAll(keepingCapacity: true)
        }
        guard let count = try SystemCall.read(connections[index].fd, into: &input, at: kept)
        else {
            connections[index].unread.append(contentsOf: input[0..<kept])
            return
        }
        guard count > 0 else { throw .closedByServer }
        output.removeAll(keepingCapacity: true)
        try take(kept + count, index, into: &figures)
        try send(index)
    }

    private mutating func take(
        _ count: Int, _ index: Int, into figures: inout Figures
    ) throws(LoadFailure) {
        let now = clinux_monotonic_ns()
        var at = 0
        cutting: while at < count {
            switch exchange.cut(input.span.extracting(0..<count), from: at) {
            case .needsMore: break cutting
            case .violation(let text): throw .violation(text)
            case .answer(let id, let body, let end):
                let entry =
                    id.map { connections[index].calls.remove($0) }
                    ?? connections[index].calls.removeOldest()
                guard let entry else { throw .violation("an answer to no call") }
                at = end
                try judge(body, entry, index, now, into: &figures)
            }
        }
        if at < count { connections[index].unread.append(contentsOf: input[at..<count]) }
    }

    private mutating func judge(
        _ body: Range<Int>, _ entry: CallsInFlight.Entry, _ index: Int, _ now: UInt64,
        into figures: inout Figures
    ) throws(LoadFailure) {
        var next: Call?
        switch ClosedLoop.verdict(of: &exchange, input, body, entry.call) {
        case .wrong(let text): throw .wrongAnswer(text)
        case .refused(let code): figures.countRefusal(code: code)
        case .right: figures.count(latency: now &- entry.sentAt)
        case .goesOn(let step):
            figures.count(latency: now &- entry.sentAt)
            next = entry.call
            next?.step = step
        }
        ask(next, on: index, at: now)
    }

    /// Apart, because a span of one property of `self` bars the change of another.
    private static func verdict(
        of exchange: inout E, _ input: [UInt8], _ body: Range<Int>, _ call: Call
    ) -> Verdict {
        exchange.judge(input.span, body, for: call)
    }

    /// Sends the output, behind what still waits.
    private mutating func send(_ index: Int) throws(LoadFailure) {
        guard !output.isEmpty else { return }
        guard connections[index].unsent.isEmpty else {
            connections[index].unsent.append(contentsOf: output)
            return
        }
        let sent = try SystemCall.send(connections[index].fd, output)
        guard sent < output.count else { return }
        connections[index].unsent.append(contentsOf: output[sent...])
        try poller.change(connections[index].fd, token: index, writing: true)
    }

    private mutating func flush(_ index: Int) throws(LoadFailure) {
        guard !connections[index].unsent.isEmpty else { return }
        let sent = try SystemCall.send(connections[index].fd, connections[index].unsent)
        connections[index].unsent.removeFirst(sent)
        guard connections[index].unsent.isEmpty else { return }
        try poller.change(connections[index].fd, token: index, writing: false)
    }
}
