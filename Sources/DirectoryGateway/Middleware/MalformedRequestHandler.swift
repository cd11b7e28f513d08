import DirectoryAPI
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Answers a request that the parser refused, once those before it are answered, and closes the
/// connection: nobody knows where a next request would begin. Where the parser gives up in a body,
/// whoever reads the body hears of it, as a `BrokenRequest`, and answers. Says with the
/// connection's last answer that it is that: also to a client that has asked for it (RFC 9112,
/// 9.6), for one that does not read it there sends its next request into the closing connection.
final class MalformedRequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private typealias Parser = ByteToMessageHandler<HTTPRequestDecoder>

    private let reader: RequestLineReader?
    private let guardian: ConnectionGuard?
    private let strict: StrictHeadHandler?
    private let responder: GatewayResponder?
    private var requestsUnanswered = 0
    private var isInBody = false
    /// The request that came last is the connection's last.
    private var isClosing = false
    /// Of a request behind others that have no answer yet.
    private var refusal: HTTPParserError?

    /// - Parameters:
    ///   - reader: put before the parser of the same pipeline.
    ///   - guardian: likewise; is told where requests begin and end.
    ///   - strict: put behind the parser.
    ///   - responder: knows what a refused request was meant for, and counts it.
    init(
        _ reader: RequestLineReader? = nil, guardian: ConnectionGuard? = nil,
        strict: StrictHeadHandler? = nil, responder: GatewayResponder? = nil
    ) {
        self.reader = reader
        self.strict = strict
        self.guardian = guardian
        self.responder = responder
    }

    /// Not at the pipeline's head: the bytes there may be TLS.
    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            for handler in [guardian, reader] as [(any ChannelHandler)?] {
                guard let handler else { continue }
                let parser = try pipeline.handler(type: Parser.self)
                try pipeline.addHandler(handler, position: .before(parser))
            }
            if let strict {
                let parser = try pipeline.handler(type: Parser.self)
                try pipeline.addHandler(strict, position: .after(parser))
            }
        } catch {
            context.fireErrorCaught(error)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(var head):
            requestsUnanswered += 1
            isInBody = true
            reader?.headEnded()
            guardian?.headEnded()
            if head.headerFields.asksToClose {
                isClosing = true
                // As the server looks for it.
                head.headerFields[.connection] = "close"
                return context.fireChannelRead(wrapInboundOut(.head(head)))
            }
        case .body: break
        case .end:
            isInBody = false
            reader?.requestEnded()
            guardian?.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isClosing && requestsUnanswered == 1:
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .head, .body:
            context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            requestsUnanswered -= 1
            if let refusal, requestsUnanswered == 0 { refuse(refusal, nil, context) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        switch (isInBody, requestsUnanswered) {
        case (true, 0):
            // It was answered without a look at its body.
            context.close(promise: nil)
        case (true, _):
            isClosing = true
            context.fireErrorCaught(BrokenRequest())
        case (false, 0): refuse(error, reader?.line, context)
        case (false, _): refusal = error
        }
    }

    private func refuse(
        _ error: HTTPParserError, _ line: RequestLine?, _ context: ChannelHandlerContext
    ) {
        let requestID = RequestIdentity.id(of: [:])
        let answer = Refusal.answer(
            to: error, line, routes: responder?.routes, requestID: requestID)
        let omitsBody = line?.method == "HEAD"
        var response = answer.response(omitsBody: omitsBody)
        StandardFields.add(to: &response, requestID: requestID)
        response.headers[.connection] = "close"
        responder?.refused(line, answer, requestID: requestID)
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        if let body = answer.body, !omitsBody {
            context.write(wrapOutboundOut(.body(ByteBuffer(string: body.text()))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
