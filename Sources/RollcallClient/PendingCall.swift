import NIOCore
import Synchronization

/// One call from the moment it is asked for until its caller is answered, exactly once.
struct PendingCall: Sendable {
    typealias Continuation = CheckedContinuation<Result<[UInt8], RollcallError>, Never>

    let service: String
    let method: String
    let payload: [UInt8]
    let metadata: [(key: String, value: String)]
    let deadline: NIODeadline?
    /// The call changes nothing, and was on no connection that was lost.
    var mayBeSentAgain = false
    let ticket: CallTicket
    let continuation: Continuation

    /// The same, to be sent for the last time.
    var last: PendingCall {
        var call = self
        call.mayBeSentAgain = false
        return call
    }

    func finish(_ result: Result<[UInt8], RollcallError>) {
        continuation.resume(returning: result)
    }
}

/// Says which call is meant, and whether its caller gave it up, which may happen before the call
/// has reached the event loop.
final class CallTicket: Sendable {
    private let flag = Atomic<Bool>(false)
    private let number = Atomic<UInt32>(0)

    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// The stream that the call was sent on, for the event loop alone; 0 before it was sent, as no
    /// stream is named. Says which entry of a table to look at, not that the call is still in it.
    var stream: UInt32 {
        get { number.load(ordering: .relaxed) }
        set { number.store(newValue, ordering: .relaxed) }
    }

    func cancel() { flag.store(true, ordering: .releasing) }
}
