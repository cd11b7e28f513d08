import NIOCore
import NIOEmbedded
import Testing

@testable import RollcallClient

@Suite struct LinkTests {
    @Test("a connection that ends at its first write, unannounced, fails its calls and is left")
    func deadAtFirstWrite() async throws {
        let result = await withCheckedContinuation { continuation in
            let bench = LinkBench()
            bench.link.state = .connecting
            bench.link.waiting = [LinkBench.call(CallTicket(), continuation)]
            bench.connected(LosingHandler())
            #expect(bench.isClosed)
        }
        guard case .failure(let error) = result else {
            Issue.record("was answered")
            return
        }
        #expect(error.code == .unavailable && error.isTransport)
    }

    @Test("the end of a connection that was left before is no end of the one in use")
    func formerConnection() async throws {
        let result = await withCheckedContinuation { continuation in
            let bench = LinkBench()
            bench.link.state = .connecting
            let former = bench.connected(nil)
            bench.link.state = .connecting
            bench.link.waiting = [LinkBench.call(CallTicket(), continuation)]
            bench.connected(nil)
            former.close(promise: nil)
            bench.loop.run()
            #expect(!bench.isClosed)
            bench.link.carryOut([.shutDown(nil)])
        }
        #expect(result == .failure(.shutDown))
    }

    @Test("a cancellation that comes late ends no call that has its stream by now")
    func lateCancellation() async throws {
        let late = CallTicket()
        late.stream = 1
        let ticket = CallTicket()
        let result = await withCheckedContinuation { continuation in
            let bench = LinkBench()
            bench.link.state = .connecting
            bench.connected(nil)
            bench.link.carryOut([.start(LinkBench.call(ticket, continuation)), .cancel(late)])
            bench.link.carryOut([.shutDown(nil)])
        }
        #expect(ticket.stream == late.stream)
        #expect(result == .failure(.shutDown))
    }
}

/// A link and channels without sockets, all on one thread.
private struct LinkBench {
    let loop = EmbeddedEventLoop()
    let link: Link

    init() {
        link = Link(socketPath: "", connectTimeout: .zero, eventLoop: loop)
    }

    static func call(
        _ ticket: CallTicket, _ continuation: PendingCall.Continuation
    ) -> PendingCall {
        PendingCall(
            service: "s", method: "m", payload: [], metadata: [], deadline: nil, ticket: ticket,
            continuation: continuation)
    }

    var isClosed: Bool {
        if case .closed = link.state { true } else { false }
    }

    /// The attempt to connect succeeds, with a channel that has this handler.
    @discardableResult
    func connected(_ handler: (any ChannelHandler & Sendable)?) -> EmbeddedChannel {
        let channel = EmbeddedChannel(loop: loop)
        do {
            if let handler { try channel.pipeline.syncOperations.addHandler(handler) }
            try channel.pipeline.syncOperations.addHandler(LinkHandler(link))
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        } catch {
            Issue.record(error)
        }
        link.connected(.success(channel))
        loop.run()
        return channel
    }
}

/// Closes at the first write and tells nobody, as NIO does while the promise of the connection is
/// being kept.
private final class LosingHandler: ChannelDuplexHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    func channelInactive(context: ChannelHandlerContext) {}

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        promise?.fail(ChannelError.ioOnClosedChannel)
        context.close(promise: nil)
    }
}
