import Hummingbird
import Logging
import NIOCore
import NIOPosix

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
        _ request: String, _ directory: ScriptedDirectory, halfCloses: Bool = false
    ) async throws {
        let text = try await RawExchange.carryOut(request, directory, halfCloses: halfCloses)
        answers = text.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: false).count - 1
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
        let lines = (parts.first ?? "").split(separator: "\r\n")
        status = lines.first.flatMap { Int($0.dropFirst(9).prefix(3)) } ?? 0
        header = lines.dropFirst().map { $0.lowercased() }
        body = parts.count == 2 ? String(parts[1]) : ""
    }

    private static func carryOut(
        _ request: String, _ directory: ScriptedDirectory, halfCloses: Bool
    ) async throws -> String {
        let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let (ports, port) = AsyncStream<Int>.makeStream()
        let responder = Gateway.responder(
            directory: directory, policy: .either, verifier: TokenVerifier(keys: .none),
            logger: quiet)
        let application = Application(
            responder: responder, server: Gateway.server(for: responder),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: quiet)
        let server = Task { try await application.run() }
        defer { server.cancel() }
        for await port in ports {
            return try await send(request, to: port, halfCloses: halfCloses)
        }
        return ""
    }

    private static func send(
        _ request: String, to port: Int, halfCloses: Bool
    ) async throws -> String {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answer = loop.makePromise(of: String.self)
        let channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(answer))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        channel.writeAndFlush(ByteBuffer(string: request), promise: nil)
        if halfCloses { channel.close(mode: .output, promise: nil) }
        return try await answer.futureResult.get()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let answer: EventLoopPromise<String>
        private var gathered = ByteBuffer()

        init(_ answer: EventLoopPromise<String>) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            gathered.writeImmutableBuffer(unwrapInboundIn(data))
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
