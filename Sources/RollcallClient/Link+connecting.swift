import NIOCore
import NIOPosix
import TTRPC

extension Link {
    /// After an attempt that failed, calls fail at once for so long.
    private static let pauseAfterFailure = TimeAmount.milliseconds(5)

    func connect() {
        state = .connecting
        let here = NIOLoopBound(self, eventLoop: eventLoop)
        ClientBootstrap(group: eventLoop)
            .connectTimeout(connectTimeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(LinkHandler(here.value))
                }
            }
            .connect(unixDomainSocketPath: socketPath)
            .hop(to: eventLoop)
            .whenComplete { here.value.connected($0) }
    }

    private func connected(_ result: Result<any Channel, any Error>) {
        switch (state, result) {
        case (.connecting, .success(let channel)) where !channel.isActive:
            // It ended before we came to hear of it, and nobody will say so again.
            state = .closed(until: .uptimeNanoseconds(0))
            failAll(.transport("the connection was lost"))
        case (.connecting, .success(let channel)):
            state = .open(channel)
            machine = ClientConnection()
            let calls = waiting
            waiting.removeAll()
            for call in calls { send(call) }
            flush()
        case (.connecting, .failure):
            state = .closed(until: .now() + Link.pauseAfterFailure)
            failAll(.noDaemon)
        case (_, .success(let channel)):
            channel.close(promise: nil)
        case (_, .failure):
            break
        }
    }

    func received(_ buffer: ByteBuffer) {
        var isBroken = false
        machine.receive(buffer.readableBytesUInt8Span) { event in
            switch event {
            case .answered(let stream, let status, let payload):
                guard let call = sent.removeValue(forKey: stream) else { return }
                if let status, let error = RollcallError(status) {
                    call.finish(.failure(error))
                } else {
                    call.finish(.success(payload))
                }
            case .violation:
                isBroken = true
            }
        }
        // Not inside: closing may call back into the machine that is being read by.
        if isBroken, case .open(let channel) = state { channel.close(promise: nil) }
    }

    /// The connection is gone. What was sent is lost; what was not may still be.
    func closed() {
        guard case .open = state else { return }
        state = .closed(until: .uptimeNanoseconds(0))
        let calls = Array(sent.values)
        sent.removeAll()
        output.removeAll()
        for call in calls { call.finish(.failure(.transport("the connection was lost"))) }
        if !waiting.isEmpty { connect() }
    }
}
