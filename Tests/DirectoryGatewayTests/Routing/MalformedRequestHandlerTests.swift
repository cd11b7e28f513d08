import DirectoryAPI
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing

@testable import DirectoryGateway

@Suite struct MalformedRequestHandlerTests {
    private struct Foreign: Error {}

    private static let request = HTTPRequestPart.head(
        HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/"))

    @Test(
        "what the parser refused is answered as a problem, and the connection closed",
        arguments: [
            (HTTPParserError.headerOverflow, 431), (.invalidVersion, 400), (.invalidChunkSize, 400),
            (.unexpectedContentLength, 400),
        ])
    func answered(_ error: HTTPParserError, _ status: Int) throws {
        let channel = EmbeddedChannel(handler: MalformedRequestHandler())
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        channel.pipeline.fireErrorCaught(error)
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self),
            case .body(let body) = try channel.readOutbound(as: HTTPResponsePart.self)
        else {
            Issue.record("no answer")
            return
        }
        #expect(head.status.code == status)
        #expect(head.headerFields[.cacheControl] == "no-store")
        #expect(head.headerFields[.connection] == "close")
        #expect(head.headerFields[.contentLength] == String(body.readableBytes))
        let problem = try JSONParser.parse(String(buffer: body))
        #expect(problem["status"] == .number(String(status)))
        #expect(!channel.isActive)
    }

    @Test("in a body whoever reads it is told, and another trouble is passed on")
    func passedOn() throws {
        let busy = EmbeddedChannel(handler: MalformedRequestHandler())
        try busy.writeInbound(Self.request)
        busy.pipeline.fireErrorCaught(HTTPParserError.invalidChunkSize)
        #expect(throws: BrokenRequest.self) { try busy.throwIfErrorCaught() }
        let idle = EmbeddedChannel(handler: MalformedRequestHandler())
        idle.pipeline.fireErrorCaught(Foreign())
        #expect(throws: Foreign.self) { try idle.throwIfErrorCaught() }
        #expect(try idle.readOutbound(as: HTTPResponsePart.self) == nil)
    }

    @Test("after an answer the next request may be refused")
    func next() throws {
        let channel = EmbeddedChannel(handler: MalformedRequestHandler())
        try channel.writeInbound(Self.request)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
        var statuses: [Int] = []
        while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
            if case .head(let head) = part { statuses.append(head.status.code) }
        }
        #expect(statuses == [200, 400])
    }
}
