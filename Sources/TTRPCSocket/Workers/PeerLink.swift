import Synchronization
import TTRPC

/// One connection, as other threads see it: where answers for it go, and whether it is still there.
final class PeerLink: AnswerSink, Sendable {
    private let mailbox: Mailbox
    private let isGone = Atomic<Bool>(false)

    init(_ mailbox: Mailbox) { self.mailbox = mailbox }

    var isPeerGone: Bool { isGone.load(ordering: .acquiring) }

    func deliver(_ answer: Result<[UInt8], Status>, connection: UInt64, streamID: UInt32) {
        mailbox.post(.answer(answer, connection: connection, streamID: streamID))
    }

    func requestTurn(_ stream: StreamSignal) { mailbox.post(.turn(stream)) }

    /// By the worker, when it closes the connection.
    func markGone() { isGone.store(true, ordering: .releasing) }
}
