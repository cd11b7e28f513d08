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

    @Test("a call that changes nothing and was not sent goes over the next connection, once")
    func sentAgain() async throws {
        let result = await withCheckedContinuation { continuation in
            let bench = LinkBench()
            bench.link.carryOut([.start(LinkBench.reading(continuation))])
            #expect(bench.dials.count == 1)
            bench.connected(LosingHandler())
            #expect(bench.dials.count == 2 && bench.link.waiting.count == 1)
            bench.connected(LosingHandler())
            #expect(bench.dials.count == 2 && bench.isClosed)
        }
        #expect(result == .failure(.transport("the connection was lost")))
    }

    @Test("a call that changes something is sent on one connection, whatever became of it")
    func notSentAgain() async throws {
        let result = await withCheckedContinuation { continuation in
            let bench = LinkBench()
            bench.link.carryOut([.start(LinkBench.call(CallTicket(), continuation))])
            bench.connected(LosingHandler())
            #expect(bench.dials.count == 1 && bench.isClosed)
        }
        #expect(result == .failure(.transport("the connection was lost")))
    }

    @Test("a call of which a byte was sent is not sent again, though it changes nothing")
    func sentOnce() async throws {
        let result = await withCheckedContinuation { continuation in
            let bench = LinkBench()
            bench.link.carryOut([.start(LinkBench.reading(continuation))])
            let channel = bench.connected(nil)
            #expect(channel.outboundCount == 1)
            channel.close(promise: nil)
            bench.loop.run()
            #expect(bench.dials.count == 1 && bench.isClosed)
        }
        #expect(result == .failure(.transport("the connection was lost")))
    }

    @Test("a write that may leave in parts counts as sent when it fails")
    func inParts() async throws {
        let result = await withCheckedContinuation { continuation in
            let bench = LinkBench()
            let long = [UInt8](repeating: 0, count: 40_000)
            bench.link.carryOut([.start(LinkBench.reading(continuation, long))])
            bench.connected(LosingHandler())
            #expect(bench.dials.count == 1 && bench.isClosed)
        }
        #expect(result == .failure(.transport("the connection was lost")))
    }

    @Test("without a daemon a call fails at once, and 5 ms later the next one tries again")
    func pause() async throws {
        let calls = await LinkBench.continuations(3)
        let bench = LinkBench()
        bench.link.carryOut([.start(LinkBench.reading(calls[0].continuation))])
        bench.link.connected(.failure(ChannelError.connectPending))
        bench.clock.now = bench.clock.now + .microseconds(4_999)
        bench.link.carryOut([.start(LinkBench.reading(calls[1].continuation))])
        #expect(bench.dials.count == 1 && bench.link.waiting.isEmpty)
        bench.clock.now = bench.clock.now + .microseconds(1)
        bench.link.carryOut([.start(LinkBench.reading(calls[2].continuation))])
        #expect(bench.dials.count == 2 && bench.link.waiting.count == 1)
        bench.link.carryOut([.shutDown(nil)])
        #expect(await calls[0].result.value == .failure(.noDaemon))
        #expect(await calls[1].result.value == .failure(.noDaemon))
        #expect(await calls[2].result.value == .failure(.shutDown))
    }

    @Test("calls of one turn of the event loop leave in one write")
    func oneWrite() async throws {
        let calls = await LinkBench.continuations(3)
        let bench = LinkBench()
        bench.link.state = .connecting
        let channel = bench.connected(nil)
        for call in calls {
            bench.link.carryOut(.start(LinkBench.reading(call.continuation)))
        }
        #expect(channel.outboundCount == 0)
        bench.loop.run()
        #expect(channel.outboundCount == 1)
        bench.link.carryOut(.shutDown(nil))
        for call in calls { #expect(await call.result.value == .failure(.shutDown)) }
    }
}

/// A link and channels without sockets, all on one thread, and a clock that stands.
private struct LinkBench {
    typealias Outcome = Result<[UInt8], RollcallError>

    final class Clock {
        var now = NIODeadline.uptimeNanoseconds(1_000_000_000)
    }

    /// Attempts to connect.
    final class Dials {
        var count = 0
    }

    let loop = EmbeddedEventLoop()
    let clock = Clock()
    let dials = Dials()
    let link: Link

    init() {
        link = Link(
            socketPath: "", connectTimeout: .zero, eventLoop: loop,
            now: { [clock] in clock.now }, dial: { [dials] _ in dials.count += 1 })
    }

    static func call(
        _ ticket: CallTicket, _ continuation: PendingCall.Continuation
    ) -> PendingCall {
        PendingCall(
            service: "s", method: "m", payload: [], metadata: [], deadline: nil, ticket: ticket,
            continuation: continuation)
    }

    /// A call that changes nothing.
    static func reading(
        _ continuation: PendingCall.Continuation, _ payload: [UInt8] = []
    ) -> PendingCall {
        PendingCall(
            service: "s", method: "m", payload: payload, metadata: [], deadline: nil,
            mayBeSentAgain: true, ticket: CallTicket(), continuation: continuation)
    }

    /// Callers that wait.
    static func continuations(
        _ count: Int
    ) async -> [(continuation: PendingCall.Continuation, result: Task<Outcome, Never>)] {
        var callers: [(continuation: PendingCall.Continuation, result: Task<Outcome, Never>)] = []
        for _ in 0..<count {
            let (arrivals, arrival) = AsyncStream<PendingCall.Continuation>.makeStream()
            let result = Task { await withCheckedContinuation { _ = arrival.yield($0) } }
            for await continuation in arrivals {
                callers.append((continuation, result))
                break
            }
        }
        return callers
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

extension EmbeddedChannel {
    /// Writes that were flushed.
    fileprivate var outboundCount: Int {
        var count = 0
        while let part = try? readOutbound(as: ByteBuffer.self) {
            if part.readableBytes > 0 { count += 1 }
        }
        return count
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
