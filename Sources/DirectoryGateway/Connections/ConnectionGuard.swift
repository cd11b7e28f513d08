import NIOCore

/// Closes a connection that takes too long, or that is one too many. Stands before the parser,
/// where bytes are seen as they come and go; who stands behind the parser tells it what they were.
///
/// A client that is cut off gets no answer: it has not finished asking, or does not read.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let ledger: ConnectionLedger
    private let onShed: @Sendable () -> Void
    private let onCutOff: @Sendable () -> Void
    private var clock: ConnectionClock
    private var alarm: (at: NIODeadline, task: Scheduled<Void>)?
    /// Under which the connection is counted.
    private var address: String?
    private var context: ChannelHandlerContext?

    /// - Parameters:
    ///   - onShed: hears of a connection that is one too many.
    ///   - onCutOff: hears of one that took too long.
    init(
        _ limits: ConnectionLimits, ledger: ConnectionLedger,
        onShed: @escaping @Sendable () -> Void = {},
        onCutOff: @escaping @Sendable () -> Void = {}
    ) {
        self.onShed = onShed
        self.onCutOff = onCutOff
        clock = ConnectionClock(limits)
        self.ledger = ledger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let address = context.channel.remoteAddress?.ipAddress ?? "-"
        if ledger.admit(address) {
            self.address = address
        } else {
            // Not at once: the pipeline is being made.
            onShed()
            let channel = context.channel
            context.eventLoop.execute { channel.close(promise: nil) }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        alarm?.task.cancel()
        alarm = nil
        if let address { ledger.release(address) }
        address = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        clock.bytesCame(at: .now())
        context.fireChannelRead(data)
        // What the bytes were is known now.
        watch()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        clock.writeBegan(at: .now())
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        let here = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in here.value.clock.writeEnded(at: .now()) }
        context.write(data, promise: written)
        watch()
    }

    func headEnded() { clock.headEnded(at: .now()) }

    func requestEnded() { clock.requestEnded() }

    /// One alarm for the earliest deadline. One that rings for a deadline that has passed on sets
    /// the next, so that a request that is answered in time cancels nothing.
    private func watch() {
        guard let context, let deadline = clock.deadline else { return }
        if let alarm, alarm.at <= deadline { return }
        alarm?.task.cancel()
        let here = NIOLoopBound(self, eventLoop: context.eventLoop)
        let task = context.eventLoop.scheduleTask(deadline: deadline) { here.value.ring() }
        alarm = (deadline, task)
    }

    private func ring() {
        alarm = nil
        guard let context, let deadline = clock.deadline else { return }
        guard deadline <= .now() else { return watch() }
        onCutOff()
        context.close(promise: nil)
    }
}
