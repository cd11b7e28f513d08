import CLinux
import HeapModule
import TTRPC

/// One thread, one epoll, its connections for life.
///
/// Per wake-up: each readable connection is read once into a lent buffer, its calls run inline, and
/// what they answered goes out in one write. Then the batch ends, and with it the read transaction
/// that the dispatcher may have begun.
final class Worker {
    static let mailboxToken = UInt64.max

    /// What a worker does at a time takes less, and callers wait for it: it is to begin as soon as
    /// it wakes, though the writer or another program has its processor.
    private static let turnNanoseconds: UInt64 = 100_000

    let mailbox: Mailbox
    var connections = ConnectionTable()
    let poller: Poller
    let dispatcher: any CallDispatcher
    let limits: SocketLimits
    let counters: SocketCounters
    let load: WorkerLoad
    var deadlines = Heap<CallDeadline>()
    /// Connections with something to send at the end of this wake-up.
    var touched: [WorkerConnection] = []
    /// Connections whose peer does not take what it is sent.
    var blocked: [UInt64] = []
    /// The uids that have connections here.
    var shares: [UInt32: UIDShare] = [:]
    /// The number of this wake-up.
    var wakeUp: UInt64 = 0
    var isDraining = false
    /// Where connections go while this process hands over to another.
    var passing: PassedConnections?
    var mustStop = false
    var signal: DispatcherSignal?

    var spare = SpareOutputs()

    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private var reply: [UInt8] = []
    private var letters: [Mailbox.Message] = []
    /// Where in what is ready the next wake-up begins.
    private var firstReady = 0
    /// Streams that have a turn in this wake-up.
    private var turns: [StreamPlace] = []
    /// Streams that have one in the next.
    var nextTurns: [StreamPlace] = []
    var requests = TurnRequests()

    init(
        mailbox: Mailbox, dispatcher: any CallDispatcher, limits: SocketLimits,
        counters: SocketCounters, load: WorkerLoad
    ) throws(SocketError) {
        self.mailbox = mailbox
        self.dispatcher = dispatcher
        self.limits = limits
        self.counters = counters
        self.load = load
        poller = try Poller()
        poller.add(mailbox.descriptor, token: Worker.mailboxToken)
    }

    /// Works until it is told to stop, or has drained.
    func run() {
        clinux_precise_waits()
        clinux_short_turns(Worker.turnNanoseconds)
        let signal = DispatcherSignal { [mailbox] in mailbox.post(.signalled) }
        self.signal = signal
        dispatcher.start(signal)
        while !mustStop, !(isDraining && connections.count == 0) {
            let wait = mailbox.fallAsleep() ? nextTimeout() : 0
            let count = poller.wait(nanoseconds: wait)
            // Letters come first: what is sent after a drain was asked for is met by it.
            mailbox.take(into: &letters)
            for (index, letter) in letters.enumerated() {
                handle(letter)
                // A commit answers thousands of calls at once.
                if index & 63 == 63 { expireCallsMeanwhile() }
            }
            handleReady(count)
            expire()
            runTurns()
            sendTouched()
            dispatcher.endBatch()
        }
        for connection in connections.all { close(connection) }
    }

    /// Begins where the last wake-up has left somebody waiting, so that each gets its turn.
    private func handleReady(_ count: Int) {
        wakeUp &+= 1
        let first = firstReady < count ? firstReady : 0
        firstReady = 0
        for step in 0..<count {
            let index = first + step < count ? first + step : first + step - count
            if !handle(poller.ready(index)), firstReady == 0 { firstReady = index }
            expireCallsMeanwhile()
        }
    }

    /// False when the connection is to wait for the next wake-up.
    private func handle(_ ready: Poller.Readiness) -> Bool {
        if ready.token == Worker.mailboxToken {
            mailbox.clearSignal()
            return true
        }
        guard let connection = connections[ready.token] else { return true }
        // A peer that can't be answered any more: what it has asked for is not done.
        if ready.isGone {
            close(connection)
            return true
        }
        if ready.canWrite { send(connection) }
        guard ready.canRead, connections[ready.token] != nil, mayRead(connection)
        else { return true }
        let allowance = allowance(connection)
        guard allowance > 0 else { return false }
        _ = receive(connection, atMost: allowance)
        if connections[connection.token] != nil { send(connection) }
        return true
    }

    /// Reads once and runs the calls in what came; false when there was nothing.
    func receive(_ connection: WorkerConnection, atMost limit: Int = .max) -> Bool {
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe clinux_read(
                connection.descriptor, bytes.baseAddress, min(limit, bytes.count))
        }
        if count > 0 {
            connection.share.note(Int(count), in: wakeUp)
            process(connection, count: Int(count))
            return true
        }
        if count == 0 {
            connection.hasEnded = true
            cancel(connection.state.endInput(), of: connection)
            poller.change(
                connection.descriptor, reading: false, writing: connection.isBlocked,
                token: connection.token)
        } else if count != -Int64(SystemCall.wouldBlock) {
            close(connection)
        }
        return false
    }

    /// Runs the calls in bytes that were read elsewhere; gives how many it took.
    func process(_ connection: WorkerConnection, _ bytes: ArraySlice<UInt8>) -> Int {
        let count = min(bytes.count, buffer.count)
        buffer.replaceSubrange(0..<count, with: bytes.prefix(count))
        process(connection, count: count)
        return count
    }

    private func process(_ connection: WorkerConnection, count: Int) {
        // A second reference, not a copy: nothing reads into the buffer before this one is gone.
        let bytes = buffer
        let piece = bytes.span.extracting(0..<count)
        spare.lend(to: &connection.state.output)
        var at = 0
        var calls = 0
        while true {
            switch connection.state.next(piece, &at) {
            case .wait: return
            case .close: return close(connection)
            case .message(let message):
                guard makeRoom(connection) else { return }
                if message.isGathered {
                    let gathered = connection.state.gathered
                    deliver(message, gathered.span, connection)
                } else {
                    deliver(message, piece, connection)
                }
            case .call(let call):
                guard makeRoom(connection) else { return }
                calls &+= 1
                // So many take about a quarter of a millisecond.
                if calls & 63 == 0 { expireCallsMeanwhile() }
                guard connections[connection.token] != nil else { return }
                if call.isGathered {
                    let gathered = connection.state.gathered
                    dispatch(call, gathered.span, connection)
                } else {
                    dispatch(call, piece, connection)
                }
            }
        }
    }

    /// A few small requests may ask for a lot: what they get is sent in between, and bounded. False
    /// when the connection has ended by it.
    private func makeRoom(_ connection: WorkerConnection) -> Bool {
        guard connection.waiting > limits.outputBetweenCalls else { return true }
        send(connection, mayEnd: false)
        return connections[connection.token] != nil
    }

    private func dispatch(
        _ call: ServerConnection.Call, _ bytes: Span<UInt8>, _ connection: WorkerConnection
    ) {
        var incoming = IncomingCall(
            bytes: bytes, call: call, peer: connection.peer, sink: connection.link,
            connection: connection.token)
        incoming.room = room(connection)
        if incoming.mayExpire {
            let now = clinux_monotonic_ns()
            incoming.setDeadline(now: now, key: limits.deadlineKey)
            if let deadline = incoming.deadlineNanoseconds, deadline <= now {
                counters.addExpired()
                return connection.state.refuse(call.streamID, Worker.expired)
            }
        }
        reply.removeAll(keepingCapacity: reply.capacity <= 65_536)
        switch dispatcher.dispatch(incoming, &reply) {
        case .answered:
            let answer = reply
            connection.state.answer(call.streamID, answer.span)
        case .refused(let status): connection.state.refuse(call.streamID, status)
        case .streaming(let handler):
            guard open(handler, call, bytes, connection) else { return }
            expect(incoming.deadlineNanoseconds, call.streamID, connection)
        case .held where incoming.room == .none:
            // Its dispatcher has not asked; what comes of it is dropped.
            counters.addOverloaded()
            connection.state.refuse(call.streamID, .overloaded("too many calls are in flight"))
        case .held:
            connection.state.hold(call.streamID)
            count(calls: 1, of: connection)
            expect(incoming.deadlineNanoseconds, call.streamID, connection)
        }
    }

    /// Sees to it that a call that goes on is ended at its deadline.
    private func expect(_ deadline: UInt64?, _ streamID: UInt32, _ connection: WorkerConnection) {
        guard let deadline else { return }
        deadlines.insert(
            CallDeadline(
                nanoseconds: deadline, connection: connection.token, streamID: streamID))
    }

    /// Turns asked for during one are for the next wake-up, so that nobody waits for a stream that
    /// has a lot to say.
    private func runTurns() {
        guard !nextTurns.isEmpty else { return }
        swap(&turns, &nextTurns)
        for (index, place) in turns.enumerated() {
            produce(place)
            if index & 63 == 63 { expireCallsMeanwhile() }
        }
        turns.removeAll(keepingCapacity: turns.capacity <= 4096)
    }

    static let expired = Status(.deadlineExceeded, "the call's deadline has passed")
}
