import NIOCore
import NIOEmbedded
import NIOTLS
import Synchronization
import Testing

@testable import DirectoryGateway

@Suite struct HandshakeDeadlineTests {
    private final class Count: Sendable {
        let value = Mutex(0)
    }

    private func channel(_ cutOffs: Count) -> EmbeddedChannel {
        EmbeddedChannel(
            handler: HandshakeDeadline(.seconds(5)) { cutOffs.value.withLock { $0 += 1 } })
    }

    @Test("a handshake that does not end is cut off when its time is over, and counted")
    func unfinished() throws {
        let cutOffs = Count()
        let channel = channel(cutOffs)
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/x")).wait()
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(4_999))
        #expect(channel.isActive)
        // A byte now and then does not put it off.
        channel.pipeline.fireChannelRead(ByteBuffer(bytes: [0x16]))
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
        #expect(cutOffs.value.withLock { $0 } == 1)
    }

    @Test("once the handshake has ended nothing is cut off, and the handler is gone")
    func finished() throws {
        let cutOffs = Count()
        let channel = channel(cutOffs)
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/x")).wait()
        channel.pipeline.fireUserInboundEventTriggered(
            TLSUserEvent.handshakeCompleted(negotiatedProtocol: nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
        #expect(cutOffs.value.withLock { $0 } == 0)
        #expect(throws: (any Error).self) {
            try channel.pipeline.syncOperations.handler(type: HandshakeDeadline.self)
        }
        #expect(try channel.finish().isClean)
    }
}
