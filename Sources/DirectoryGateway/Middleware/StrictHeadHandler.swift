import NIOCore
import NIOHTTP1

/// Refuses a head that the parser takes but that somebody between could take for another request:
/// without the one Host field that there must be, or with a target that is no path. What follows
/// such a head is not read. Source: RFC 9112, sections 3.2 and 11.2.
///
/// Stands right behind the parser: further on, two Host fields look like one.
final class StrictHeadHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private var hasRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        if case .head(let head) = unwrapInboundIn(data),
            let problem = StrictHeadHandler.problem(of: head)
        {
            hasRefused = true
            return context.fireErrorCaught(problem)
        }
        context.fireChannelRead(data)
    }

    static func problem(of head: HTTPRequestHead) -> HTTPParserError? {
        guard head.version == .http1_1 || head.version == .http1_0 else { return .invalidVersion }
        guard head.uri.utf8.first == UInt8(ascii: "/") else { return .invalidURL }
        let hosts = head.headers["host"]
        let isHostRight =
            switch hosts.count {
            case 0: head.version == .http1_0
            case 1: isAuthority(hosts[0])
            default: false
            }
        return isHostRight ? nil : .invalidHeaderToken
    }

    /// Whether a text has only what a host and a port have. Source: RFC 3986, section 3.2.2.
    private static func isAuthority(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: "-._~%!$&'()*+,;=:[]".utf8.contains(byte)
            }
        }
    }
}
