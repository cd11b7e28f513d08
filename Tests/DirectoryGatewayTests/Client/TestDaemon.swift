import NIOCore
import NIOPosix
import TTRPC

/// A daemon at a socket of its own whose answers the test decides.
struct TestDaemon {
    /// One request, and what to send back: bytes after bytes, or nothing.
    typealias Script = @Sendable (Received) -> Reply

    struct Received: Sendable {
        let streamID: UInt32
        let service: String
        let method: String
        let payload: [UInt8]
        let timeoutNanoseconds: Int64
        let metadata: [String]
    }

    enum Reply: Sendable {
        case payload([UInt8])
        case status(Status)
        case nothing
        case hangUp
        case garbage
    }

    let path: String
    private let channel: any Channel

    static func freshPath() -> String {
        "/tmp/rollcall-test-\(UInt64.random(in: 0...UInt64.max)).sock"
    }

    init(path: String = freshPath(), _ script: @escaping Script) async throws {
        self.path = path
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Session(script))
                }
            }
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
    }

    func stop() async throws { try await channel.close() }

    private final class Session: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let script: Script
        private var decoder = FrameDecoder()

        init(_ script: @escaping Script) { self.script = script }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            let bytes = Array(buffer.readableBytesView)
            var at = 0
            while true {
                switch decoder.next(bytes.span, &at) {
                case .needsMore, .notTTRPC, .tooLong: return
                case .frame(let header, let range):
                    answer(header, Array(bytes[range]), context)
                case .gatheredFrame(let header): answer(header, decoder.gathered, context)
                }
            }
        }

        private func answer(
            _ header: FrameHeader, _ message: [UInt8], _ context: ChannelHandlerContext
        ) {
            guard
                let envelope = try? RequestEnvelope(
                    message.span, 0..<message.count, limits: Limits())
            else { return }
            func text(_ range: Range<Int>) -> String {
                String(decoding: message[range], as: UTF8.self)
            }
            let reply = script(
                Received(
                    streamID: header.streamID, service: text(envelope.service),
                    method: text(envelope.method), payload: Array(message[envelope.payload]),
                    timeoutNanoseconds: envelope.timeoutNanoseconds,
                    metadata: envelope.metadata.map { "\(text($0.key))=\(text($0.value))" }))
            var output: [UInt8] = []
            FrameHeader(length: 0, streamID: header.streamID, type: .response)
                .append(to: &output)
            switch reply {
            case .payload(let payload): ResponseEnvelope.append(payload: payload.span, to: &output)
            case .status(let status): ResponseEnvelope.append(status, to: &output)
            case .nothing: return
            case .hangUp: return context.close(promise: nil)
            case .garbage: output = [1, 2, 3]
            }
            if output.count >= Limits.headerLength {
                FrameHeader.patchLength(of: &output, from: 0)
            }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: output)), promise: nil)
        }
    }
}
