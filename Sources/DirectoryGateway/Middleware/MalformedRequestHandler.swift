import DirectoryAPI
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Answers a request that the parser refused, and closes the connection: nobody knows where a
/// next request would begin. Its path was not read, so the shape is RFC 9457's.
final class MalformedRequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var requestsUnanswered = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = unwrapInboundIn(data) { requestsUnanswered += 1 }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { requestsUnanswered -= 1 }
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // With an answer under way a second one would be taken for a part of it.
        guard let status = MalformedRequestHandler.status(of: error), requestsUnanswered == 0 else {
            return context.fireErrorCaught(error)
        }
        let requestID = RequestIdentity.id(of: [:])
        var response = Answer.problem(status, in: .elsewhere, requestID: requestID)
            .response(omitsBody: false)
        StandardFields.add(to: &response, requestID: requestID)
        response.headers[.connection] = "close"
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        if let body = Answer.problem(status, in: .elsewhere, requestID: requestID).body {
            context.write(wrapOutboundOut(.body(ByteBuffer(string: body.text()))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }

    /// nil for what is not about the request.
    private static func status(of error: any Error) -> ProblemStatus? {
        switch error as? HTTPParserError {
        case .headerOverflow: .headersTooLarge
        case .some: .badRequest
        case nil: nil
        }
    }
}
