import Hummingbird
import Logging
import NIOCore
import NIOPosix
import RollcallClient

@testable import DirectoryGateway

/// Bytes to a gateway that listens, and all that comes back until it ends the connection.
struct RawExchange {
    let status: Int
    /// Without the status line.
    let header: [String]
    let body: String
    /// Status lines in all that came back.
    let answers: Int

    /// - Parameter halfCloses: whether the client says at once that it sends no more.
    init(
        _ request: String, _ directory: ScriptedDirectory, halfCloses: Bool = false,
        limits: ConnectionLimits = .patient
    ) async throws {
        try await self.init([request], directory, halfCloses: halfCloses, limits: limits)
    }

    /// - Parameter requests: each sent once the one before it is answered.
    init(
        _ requests: [String], _ directory: ScriptedDirectory, halfCloses: Bool = false,
        limits: ConnectionLimits = .patient
    ) async throws {
        let text = try await RawExchange.serve(directory, limits) { port in
            try await RawExchange.send(requests, to: port, halfCloses: halfCloses)
        }
        answers = text.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: false).count - 1
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
        let lines = (parts.first ?? "").split(separator: "\r\n")
        status = lines.first.flatMap { Int($0.dropFirst(9).prefix(3)) } ?? 0
        header = lines.dropFirst().map { $0.lowercased() }
        body = parts.count == 2 ? String(parts[1]) : ""
    }

    /// Asks and never reads, until the gateway ends the connection.
    static func askWithoutReading(_ requests: String, limits: ConnectionLimits) async throws {
        try await serve(.failing(.internal), limits) { port in
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.autoRead, value: false)
                .connect(host: "127.0.0.1", port: port).get()
            // Fails when the gateway closes: that it does is what is waited for.
            try? await channel.writeAndFlush(ByteBuffer(string: requests))
            channel.read()
            try await channel.closeFuture.get()
        }
    }

    private static func serve<Result: Sendable>(
        _ directory: ScriptedDirectory, _ limits: ConnectionLimits,
        _ exchange: (Int) async throws -> Result
    ) async throws -> Result {
        let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let (ports, port) = AsyncStream<Int>.makeStream()
        let responder = Gateway.responder(
            directory: directory, policy: .either, verifier: TokenVerifier(keyring: TokenKeyring()),
            log: .none, factory: MetricsRegistry())
        let application = Application(
            responder: responder, server: Gateway.server(for: responder, limits: limits),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: quiet)
        let server = Task { try await application.run() }
        defer { server.cancel() }
        var ready = ports.makeAsyncIterator()
        guard let port = await ready.next() else { throw CancellationError() }
        return try await exchange(port)
    }

    private static func send(
        _ requests: [String], to port: Int, halfCloses: Bool
    ) async throws -> String {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answer = loop.makePromise(of: String.self)
        let channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Collector(answer, requests: requests, halfCloses: halfCloses))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        _ = channel
        return try await answer.futureResult.get()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let answer: EventLoopPromise<String>
        private let halfCloses: Bool
        private var requests: [String]
        private var gathered = ByteBuffer()

        init(_ answer: EventLoopPromise<String>, requests: [String], halfCloses: Bool) {
            self.answer = answer
            self.requests = requests
            self.halfCloses = halfCloses
        }

        func channelActive(context: ChannelHandlerContext) { sendNext(context) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            gathered.writeImmutableBuffer(unwrapInboundIn(data))
            sendNext(context)
        }

        private func sendNext(_ context: ChannelHandlerContext) {
            guard !requests.isEmpty else { return }
            let request = requests.removeFirst()
            context.writeAndFlush(NIOAny(ByteBuffer(string: request)), promise: nil)
            if halfCloses, requests.isEmpty { context.close(mode: .output, promise: nil) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            answer.succeed(String(buffer: gathered))
        }

        /// A peer that does not read all it was sent resets the connection after its answer.
        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

extension ConnectionLimits {
    /// For exchanges that are not about slowness, on a machine that may be busy.
    static var patient: ConnectionLimits {
        var limits = ConnectionLimits()
        limits.head = .minutes(10)
        limits.body = .minutes(10)
        limits.answer = .minutes(10)
        limits.idle = .minutes(10)
        return limits
    }
}
