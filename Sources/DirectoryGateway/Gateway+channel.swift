import Glibc
import HummingbirdCore
import NIOCore

extension Gateway {
    package typealias Server = HTTPServerBuilder

    /// How connections are treated. The parser's limits lie above the ones that are answered in the
    /// shape of a family, so that only a gross excess meets them.
    ///
    /// - Parameters:
    ///   - responder: in whose words a request is answered that the parser refuses; nil = in RFC
    ///     9457's.
    ///   - limits: for clients that are slow, or many.
    ///   - identity: to speak TLS with; nil = plain HTTP.
    package static func server(
        for responder: GatewayResponder? = nil, limits: ConnectionLimits = ConnectionLimits(),
        identity: TLSIdentity? = nil
    ) -> Server {
        let configuration = channel(for: responder, limits)
        return Server { respond in
            let plain = HTTP1Channel(responder: respond, configuration: configuration)
            guard let identity else { return LoopBoundChannel(base: plain) }
            let metrics = responder?.metrics
            return LoopBoundChannel(
                base: TLSChannel(base: plain, identity: identity, limits: limits) {
                    metrics?.refused(.slow)
                })
        }
    }

    private static func channel(
        for responder: GatewayResponder?, _ limits: ConnectionLimits
    ) -> HTTP1Channel.Configuration {
        let ledger = ConnectionLedger(limits)
        let metrics = responder?.metrics
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                MalformedRequestHandler(
                    responder == nil ? nil : RequestLineReader(),
                    guardian: ConnectionGuard(
                        limits, ledger: ledger, onShed: { metrics?.shed() },
                        onCutOff: { metrics?.refused(.slow) }),
                    strict: StrictHeadHandler(), responder: responder)
            ],
            idleTimeout: limits.idle,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 32 << 10, maxHeaderListSize: 64 << 10,
                maxHeaderFieldCount: 256))
    }
}

extension Gateway {
    /// Why an address could not be listened on, for a person.
    package static func reason(ofBindFailure error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        return switch error.errnoCode {
        case EADDRINUSE: "the address is in use"
        case EADDRNOTAVAIL: "the address is not of this host"
        case EACCES: "the port is not allowed to this user"
        default: "error \(error.errnoCode)"
        }
    }
}
