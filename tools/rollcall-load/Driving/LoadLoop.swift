import CLinux

/// Drives an exchange over connections, by the pace it was given.
///
/// With a schedule the calls go out at their planned times, however the server fares: when this
/// loop was held up they go out at once, late, and are counted as late; a call that no connection
/// may take is counted as unsent. Without one every connection keeps a fixed number of calls in
/// flight, an answer being followed at once by the next question: such a load waits for the server
/// whenever the server is slow, so its latencies leave out just the worst moments.
struct LoadLoop<E: Exchange>: ~Copyable {
    var exchange: E
    private(set) var isInterrupted = false

    var connections: [LoadConnection]
    let inFlight: Int
    var poller: Poller
    var output: [UInt8] = []
    /// Planned times that have come.
    var due: [UInt64] = []
    /// The connection that the next planned call is offered to first.
    var rotation = 0
    var hasMore = true

    /// One read's worth, for all connections in turn.
    private var input = [UInt8](repeating: 0, count: 65_536)
    private let target: Target
    private let timeout: UInt64
    private var schedule: Schedule?
    private var start: UInt64 = 0
    /// The planned time of the next call.
    private(set) var nextPlanned: UInt64?
    private var hasBegun = false
    private var nextSweep: UInt64 = 0
    /// The time of the last read.
    private var lastRead: UInt64 = 0

    private static var interruptionToken: Int { 1 << 40 }

    /// - Parameter timeout: nanoseconds after which the answer to a call is not waited for.
    init(
        _ exchange: E, to target: Target, connections: Int, inFlight: Int,
        timeout: UInt64 = 10_000_000_000, interruption: Interruption? = nil
    ) throws(LoadFailure) {
        let poller = try Poller()
        let opened = try LoadConnection.open(target, count: connections, inFlight, poller)
        if let interruption {
            try poller.add(interruption.fd, token: LoadLoop.interruptionToken)
        }
        self.exchange = exchange
        self.target = target
        self.inFlight = inFlight
        self.timeout = timeout
        self.poller = poller
        self.connections = opened
    }

    deinit {
        for connection in connections where connection.fd >= 0 { clinux_close(connection.fd) }
    }

    /// The process that serves, as the kernel knows it.
    var serverProcess: Int32? { SystemCall.peerProcess(connections[0].fd) }

    var callsInFlight: Int { connections.reduce(0) { $0 + $1.calls.count } }

    /// Whether everything was asked, and answered or given up.
    var isFinished: Bool { !hasMore && callsInFlight == 0 }

    /// Plans the calls from here on, from a time on the monotonic clock.
    mutating func follow(_ schedule: Schedule, from start: UInt64) {
        clinux_precise_waits()
        self.schedule = schedule
        self.start = start
        hasBegun = true
        advanceSchedule()
    }

    /// Asks no more.
    mutating func stopAsking() {
        hasMore = false
        nextPlanned = nil
    }

    /// Sends and receives until a time on the monotonic clock, in nanoseconds, or until all is
    /// asked and answered, or an interruption. Calls stay in flight from one run to the next.
    mutating func run(until end: UInt64, into figures: inout Figures) throws(LoadFailure) {
        if !hasBegun {
            hasBegun = true
            for index in connections.indices { try fill(index, into: &figures) }
        }
        while true {
            let now = clinux_monotonic_ns()
            if nextPlanned != nil { try sendDue(at: now, into: &figures) }
            if now >= nextSweep { sweep(at: now, into: &figures) }
            guard now < end, !isFinished, !isInterrupted else { return }
            let wake = min(end, nextPlanned ?? end)
            let found = try poller.wait(timeout: wake - min(now, wake))
            for event in 0..<found {
                let (index, canRead, canWrite) = poller[event]
                if index == LoadLoop.interruptionToken {
                    isInterrupted = true
                    continue
                }
                if canWrite { try flush(index, into: &figures) }
                if canRead { try receive(index, into: &figures) }
                // Plans do not wait until all answers are read.
                if let planned = nextPlanned, planned <= lastRead {
                    try sendDue(at: lastRead, into: &figures)
                }
            }
            try exchange.keep()
        }
    }

    mutating func advanceSchedule() {
        guard let offset = schedule?.next() else { return stopAsking() }
        nextPlanned = start + offset
    }

    private mutating func sweep(at now: UInt64, into figures: inout Figures) {
        nextSweep = now + timeout / 8
        guard now > timeout else { return }
        for index in connections.indices {
            for entry in connections[index].calls.giveUp(sentBefore: now - timeout) {
                figures.timeOut(entry, at: now)
                exchange.abandon(entry.call)
            }
        }
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
        guard count > 0 else { return try reopen(index, into: &figures) }
        output.removeAll(keepingCapacity: true)
        try take(kept + count, index, into: &figures)
        try send(index, into: &figures)
    }

    private mutating func take(
        _ count: Int, _ index: Int, into figures: inout Figures
    ) throws(LoadFailure) {
        lastRead = clinux_monotonic_ns()
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
                connections[index].hasAnswered = true
                if !entry.isGivenUp {
                    try judge(body, entry, index, lastRead, into: &figures)
                }
            }
        }
        if at < count { connections[index].unread.append(contentsOf: input[at..<count]) }
    }

    private mutating func judge(
        _ body: Range<Int>, _ entry: CallsInFlight.Entry, _ index: Int, _ now: UInt64,
        into figures: inout Figures
    ) throws(LoadFailure) {
        switch LoadLoop.verdict(of: &exchange, input, body, entry.call) {
        case .wrong(let text): throw .wrongAnswer("\(entry.call.operation.name): \(text)")
        case .refused(let code): figures.refuse(entry, code: code, at: now)
        case .right: figures.answer(entry, at: now)
        case .goesOn(let step):
            figures.answer(entry, at: now)
            var next = entry.call
            next.step = step
            ask(next, on: index, at: now)
            return
        }
        if schedule == nil { askNext(on: index, at: now) }
    }

    /// Apart, because a span of one property of `self` bars the change of another.
    private static func verdict(
        of exchange: inout E, _ input: [UInt8], _ body: Range<Int>, _ call: Call
    ) -> Verdict {
        exchange.judge(input.span, body, for: call)
    }

    /// The server has closed a connection: its calls are lost, and it is opened anew.
    mutating func reopen(_ index: Int, into figures: inout Figures) throws(LoadFailure) {
        let now = clinux_monotonic_ns()
        let hasAnswered = connections[index].hasAnswered
        for entry in connections[index].calls.removeAll() where !entry.isGivenUp {
            figures.lose(entry, at: now)
            exchange.abandon(entry.call)
        }
        try exchange.keep()
        // One that closes what it has just accepted is not asked again and again.
        guard hasAnswered else { throw .closedByServer }
        try connections[index].reopen(target, token: index, poller)
        if schedule == nil { try fill(index, into: &figures) }
    }
}
