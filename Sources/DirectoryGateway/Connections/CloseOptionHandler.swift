import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Says with the answer to a client that asked for the connection to be closed that it will be (RFC
/// 9112, 9.6): one that does not read it there would send its next request into the closing one.
final class CloseOptionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var requestsUnanswered = 0
    /// The request that came last is to be the connection's last.
    private var isClosing = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else {
            return context.fireChannelRead(data)
        }
        requestsUnanswered += 1
        guard Self.asksToClose(head.headerFields) else { return context.fireChannelRead(data) }
        isClosing = true
        // As the server looks for it.
        head.headerFields[.connection] = "close"
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isClosing && requestsUnanswered == 1:
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .head, .body: context.write(data, promise: promise)
        case .end:
            requestsUnanswered -= 1
            context.write(data, promise: promise)
        }
    }

    /// Options are a list, and not of any case (RFC 9110, 7.6.1).
    private static func asksToClose(_ fields: HTTPFields) -> Bool {
        guard let options = fields[.connection] else { return false }
        return options.split(whereSeparator: { ", \t".contains($0) })
            .contains { $0.lowercased() == "close" }
    }
}
