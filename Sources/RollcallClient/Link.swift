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

    let socketPath: String
    let connectTimeout: TimeAmount
    let eventLoop: any EventLoop
    var state = State.closed(until: .uptimeNanoseconds(0))
    var machine = ClientConnection()
    /// Calls that are sent, by stream.
    var sent: [UInt32: PendingCall] = [:]
    /// Calls of which no byte is sent: the connection is being made.
    var waiting: [PendingCall] = []
    var alarm: (at: NIODeadline, task: Scheduled<Void>)?
    var output: [UInt8] = []

    init(socketPath: String, connectTimeout: TimeAmount, eventLoop: any EventLoop) {
        self.socketPath = socketPath
        self.connectTimeout = connectTimeout
        self.eventLoop = eventLoop
    }

    func carryOut(_ orders: [Order]) {
        for order in orders {
            switch order {
            case .start(let call): start(call)
            case .cancel(let ticket): cancel(ticket)
            case .shutDown(let continuation):
                shutDown()
                continuation?.resume()
            }
        }
        flush()
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
            guard NIODeadline.now() >= moment else {
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
            timeout = (deadline - .now()).nanoseconds
            guard timeout > 0 else { return call.finish(.failure(.deadlinePassed)) }
        }
        guard
            let stream = machine.start(
                service: call.service, method: call.method, payload: call.payload,
                timeoutNanoseconds: timeout, metadata: call.metadata, into: &output)
        else { return call.finish(.failure(.tooLarge)) }
        call.ticket.stream = stream
        sent[stream] = call
        watch(call.deadline)
    }

    /// Writes what this turn of the loop gathered, at once.
    func flush() {
        guard !output.isEmpty, case .open(let channel) = state else { return }
        let buffer = channel.allocator.buffer(bytes: output)
        output.removeAll(keepingCapacity: output.capacity <= 1 << 20)
        channel.writeAndFlush(buffer, promise: nil)
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
        for call in calls { call.finish(.failure(error)) }
    }
}
