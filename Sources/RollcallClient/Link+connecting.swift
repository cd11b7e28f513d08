import NIOCore
import NIOPosix
import TTRPC

extension Link {
    /// After an attempt that failed, calls fail at once for so long.
    static let pauseAfterFailure = TimeAmount.milliseconds(5)

    func connect() {
        state = .connecting
        dial(self)
    }

    func dialSocket() {
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

    func connected(_ result: Result<any Channel, any Error>) {
        switch (state, result) {
        case (.connecting, .success(let channel)):
            open(channel)
        case (.connecting, .failure):
            state = .closed(until: now() + Link.pauseAfterFailure)
            failAll(.noDaemon)
        case (_, .success(let channel)):
            channel.close(promise: nil)
        case (_, .failure):
            break
        }
    }

    private func open(_ channel: any Channel) {
        state = .open(channel)
        machine = ClientConnection()
        unsent.removeAll()
        writesUnderWay = 0
        let calls = waiting
        waiting.removeAll()
        for call in calls { send(call) }
        // Not channelInactive, which is not fired for a channel that ends before it has become
        // active: at the first write, below. After the calls are on it: one that is dead by now
        // fails them, and they are not tried on another.
        let here = NIOLoopBound(self, eventLoop: eventLoop)
        channel.closeFuture.whenComplete { _ in here.value.closed(channel) }
        flush()
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
            case .message, .ended:
                // Streams have connections of their own.
                return
            case .violation:
                isBroken = true
            }
        }
        // Not inside: closing may call back into the machine that is being read by.
        if isBroken, case .open(let channel) = state { channel.close(promise: nil) }
    }

    /// A connection is gone. What was sent on it is lost; what was not may still be, when it
    /// changes nothing.
    private func closed(_ channel: any Channel) {
        guard case .open(let current) = state, current === channel else { return }
        state = .closed(until: .uptimeNanoseconds(0))
        let unsent = Set(unsent)
        let calls = sent
        sent.removeAll()
        output.removeAll()
        self.unsent.removeAll()
        for (stream, call) in calls {
            if call.mayBeSentAgain, unsent.contains(stream) {
                waiting.append(call.last)
            } else {
                call.finish(.failure(.transport("the connection was lost")))
            }
        }
        if !waiting.isEmpty { connect() }
    }
}
