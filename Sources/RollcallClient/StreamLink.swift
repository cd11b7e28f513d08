import NIOCore
import NIOPosix
import TTRPC

/// A connection that one stream has for itself. Everything here happens on one event loop.
final class StreamLink: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// What the stream begins with.
    struct Opening: Sendable {
        let kind: StreamKind
        let service: String
        let method: String
        let payload: [UInt8]
        let metadata: [(key: String, value: String)]
        let deadline: NIODeadline?
    }

    typealias Sent = CheckedContinuation<Void, Never>

    private let inbox: StreamInbox
    private let eventLoop: any EventLoop
    private var machine = ClientConnection()
    private var stream: UInt32 = 0
    private var output: [UInt8] = []
    /// Who waits until what is in `output` has left.
    private var senders: [Sent] = []
    private var channel: (any Channel)?
    private var alarm: Scheduled<Void>?
    private var isReading = false

    init(inbox: StreamInbox, eventLoop: any EventLoop) {
        self.inbox = inbox
        self.eventLoop = eventLoop
    }

    func open(_ opening: Opening, socketPath: String, connectTimeout: TimeAmount) {
        var timeout: Int64 = 0
        let here = NIOLoopBound(self, eventLoop: eventLoop)
        if let deadline = opening.deadline {
            timeout = (deadline - .now()).nanoseconds
            guard timeout > 0 else { return end(.failed(.deadlinePassed)) }
            alarm = eventLoop.scheduleTask(deadline: deadline) {
                here.value.end(.failed(.deadlinePassed))
            }
        }
        guard
            let stream = machine.start(
                service: opening.service, method: opening.method, payload: opening.payload,
                timeoutNanoseconds: timeout, metadata: opening.metadata, kind: opening.kind,
                into: &output)
        else { return end(.failed(.tooLarge)) }
        self.stream = stream
        ClientBootstrap(group: eventLoop)
            .connectTimeout(connectTimeout)
            // What the consumer does not take is not read: the server then waits, and no more than
            // this stream with it.
            .channelOption(.autoRead, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(here.value)
                }
            }
            .connect(unixDomainSocketPath: socketPath)
            .hop(to: eventLoop)
            .whenComplete { here.value.connected($0) }
    }

    private func connected(_ result: Result<any Channel, any Error>) {
        switch result {
        case .failure: end(.failed(.noDaemon))
        case .success(let channel) where inbox.outcome == nil:
            self.channel = channel
            let here = NIOLoopBound(self, eventLoop: eventLoop)
            channel.closeFuture.whenComplete { _ in here.value.lost() }
            flush()
            readOn()
        case .success(let channel): channel.close(promise: nil)
        }
    }

    /// Sends a message; `sent` goes on once it has left, or there is an outcome.
    func send(_ payload: [UInt8], _ sent: Sent) {
        switch machine.send(payload, on: stream, into: &output) {
        case .sent: senders.append(sent)
        case .over: return sent.resume()
        case .tooLarge:
            sent.resume()
            return end(.failed(.tooLarge))
        }
        flush()
    }

    func endSending() {
        machine.endSending(on: stream, into: &output)
        flush()
    }

    /// Reads as long as the inbox has room.
    func readOn() {
        guard let channel, !isReading, inbox.hasRoom else { return }
        isReading = true
        channel.read()
    }

    /// The stream is over: so is its connection, by which the server hears of it.
    func end(_ outcome: StreamInbox.Outcome) {
        inbox.end(outcome)
        alarm?.cancel()
        alarm = nil
        machine.abandon(stream)
        for sender in senders { sender.resume() }
        senders.removeAll()
        channel?.close(promise: nil)
        channel = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var outcome: StreamInbox.Outcome?
        let buffer = unwrapInboundIn(data)
        machine.receive(buffer.readableBytesUInt8Span) { event in
            switch event {
            case .message(_, let payload): inbox.add(payload)
            case .ended: outcome = .finished
            case .answered(_, let status, let payload):
                let error = status.flatMap { RollcallError($0) }
                outcome = error.map { .failed($0) } ?? .answered(payload)
            case .violation(let reason): outcome = .failed(.transport(reason))
            }
        }
        if let outcome { end(outcome) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        readOn()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func lost() {
        if channel != nil { end(.failed(.transport("the connection was lost"))) }
    }

    private func flush() {
        guard let channel, !output.isEmpty else { return }
        let buffer = channel.allocator.buffer(bytes: output)
        output.removeAll(keepingCapacity: output.capacity <= 1 << 20)
        let senders = senders
        self.senders.removeAll()
        channel.writeAndFlush(buffer).whenComplete { _ in
            for sender in senders { sender.resume() }
        }
    }
}
