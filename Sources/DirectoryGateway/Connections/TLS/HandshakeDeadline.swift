import NIOCore
import NIOTLS

/// Closes a connection whose handshake does not end in time. Until it has ended no byte of a
/// request comes through, so that what watches requests sees nothing of it.
final class HandshakeDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let limit: TimeAmount
    private let onCutOff: @Sendable () -> Void
    private var alarm: Scheduled<Void>?

    init(_ limit: TimeAmount, onCutOff: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onCutOff = onCutOff
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        alarm = context.eventLoop.scheduleTask(in: limit) { [onCutOff] in
            onCutOff()
            channel.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }
}
