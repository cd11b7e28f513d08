import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// Connections over TLS, each with the certificate of its beginning. Hummingbird's own keeps one
/// certificate for as long as the server runs.
struct TLSChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let base: HTTP1Channel
    let identity: TLSIdentity
    let limits: ConnectionLimits
    /// Hears of a client that does not finish its handshake in time.
    let onCutOff: @Sendable () -> Void

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandlers(
                NIOSSLServerHandler(context: identity.context),
                HandshakeDeadline(limits.handshake, onCutOff: onCutOff))
        }.flatMap {
            base.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
