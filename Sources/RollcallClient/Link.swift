import NIOCore
import TTRPC

/// The connection and the calls on it. Everything here happens on one event loop.
final class Link {
    enum State {
        /// No attempt is made before the moment named.
        case closed(until: NIODeadline)
        case connecting
        case open(any Channel)
        case shutDown
    }

    /// What Linux takes of a write to a Unix socket whole or not at all: what fits into one buffer
    /// of the kernel's (`UNIX_SKB_FRAGS_SZ`, net/unix/af_unix.c).
    private static let wholeWrite = 32_768

    let socketPath: String
    let connectTimeout: TimeAmount
    let eventLoop: any EventLoop
    let now: () -> NIODeadline
    /// Begins an attempt to connect, whose end is told to `connected(_:)`.
    let dial: (Link) -> Void
    var state = State.closed(until: .uptimeNanoseconds(0))
    var machine = ClientConnection()
    /// Calls that are sent, by stream.
    var sent: [UInt32: PendingCall] = [:]
    /// Calls of which no byte is sent: the connection is being made.
    var waiting: [PendingCall] = []
    var alarm: (at: NIODeadline, task: Scheduled<Void>)?
    var output: [UInt8] = []
    /// Streams of which it is certain that no byte has left.
    var unsent: [UInt32] = []
    /// Writes that the channel has not told the end of.
    var writesUnderWay = 0
    private var isFlushPlanned = false

    init(
        socketPath: String, connectTimeout: TimeAmount, eventLoop: any EventLoop,
        now: @escaping () -> NIODeadline = NIODeadline.now,
        dial: @escaping (Link) -> Void = { $0.dialSocket() }
    ) {
        self.socketPath = socketPath
        self.connectTimeout = connectTimeout
        self.eventLoop = eventLoop
        self.now = now
        self.dial = dial
    }

    func carryOut(_ orders: [Order]) {
        for order in orders { perform(order) }
        flush()
    }

    /// For a caller on the loop: what is to be sent leaves with what others ask for in this turn.
    func carryOut(_ order: Order) {
        perform(order)
        guard !output.isEmpty, !isFlushPlanned else { return }
        isFlushPlanned = true
        let here = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.execute {
            here.value.isFlushPlanned = false
            here.value.flush()
        }
    }

    private func perform(_ order: Order) {
        switch order {
        case .start(let call): start(call)
        case .cancel(let ticket): cancel(ticket)
        case .shutDown(let continuation):
            shutDown()
            continuation?.resume()
        }
    }

    private func start(_ call: PendingCall) {
        if call.ticket.isCancelled { return call.finish(.failure(.cancelledByCaller)) }
        switch state {
        case .open(let channel) where channel.isActive:
            send(call)
        case .open, .connecting:
            // A channel that is closing tells so in a moment; then a new connection is made.
            waiting.append(call)
            watch(call.deadline)
        case .closed(let moment):
            guard now() >= moment else {
                return call.finish(.failure(.noDaemon))
            }
            waiting.append(call)
            watch(call.deadline)
            connect()
        case .shutDown:
            call.finish(.failure(.shutDown))
        }
    }

    func send(_ call: PendingCall) {
        var timeout: Int64 = 0
        if let deadline = call.deadline {
            timeout = (deadline - now()).nanoseconds
            guard timeout > 0 else { return call.finish(.failure(.deadlinePassed)) }
        }
        guard
            let stream = machine.start(
                service: call.service, method: call.method, payload: call.payload,
                timeoutNanoseconds: timeout, metadata: call.metadata, into: &output)
        else { return call.finish(.failure(.tooLarge)) }
        call.ticket.stream = stream
        sent[stream] = call
        unsent.append(stream)
        watch(call.deadline)
    }

    /// Writes what this turn of the loop gathered, at once.
    func flush() {
        guard !output.isEmpty, case .open(let channel) = state else { return }
        let buffer = channel.allocator.buffer(bytes: output)
        output.removeAll(keepingCapacity: output.capacity <= 1 << 20)
        if writesUnderWay > 0 || buffer.readableBytes > Link.wholeWrite { unsent.removeAll() }
        writesUnderWay += 1
        let written = eventLoop.makePromise(of: Void.self)
        let here = NIOLoopBound((link: self, channel: channel), eventLoop: eventLoop)
        written.futureResult.whenComplete { result in
            let (link, channel) = here.value
            link.wrote(result, to: channel)
        }
        channel.writeAndFlush(buffer, promise: written)
    }

    private func wrote(_ result: Result<Void, any Error>, to channel: any Channel) {
        guard case .open(let current) = state, current === channel else { return }
        writesUnderWay -= 1
        // Others that wait to be written count as sent too, until the next write: that is for the
        // few that meet a connection's end, and errs on the right side.
        if case .success = result { unsent.removeAll(keepingCapacity: true) }
    }

    private func cancel(_ ticket: CallTicket) {
        let stream = ticket.stream
        if let call = sent[stream], call.ticket === ticket {
            machine.abandon(stream)
            sent.removeValue(forKey: stream)
            call.finish(.failure(.cancelledByCaller))
        } else if let index = waiting.firstIndex(where: { $0.ticket === ticket }) {
            waiting.remove(at: index).finish(.failure(.cancelledByCaller))
        }
    }

    private func shutDown() {
        let old = state
        state = .shutDown
        alarm?.task.cancel()
        alarm = nil
        if case .open(let channel) = old { channel.close(promise: nil) }
        failAll(.shutDown)
    }

    func failAll(_ error: RollcallError) {
        let calls = Array(sent.values) + waiting
        sent.removeAll()
        waiting.removeAll()
        output.removeAll()
        unsent.removeAll()
        for call in calls { call.finish(.failure(error)) }
    }
}
