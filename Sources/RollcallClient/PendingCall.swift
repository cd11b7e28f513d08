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
    let ticket: CallTicket
    let continuation: Continuation

    func finish(_ result: Result<[UInt8], RollcallError>) {
        continuation.resume(returning: result)
    }
}

/// Says which call is meant, and whether its caller gave it up, which may happen before the call
/// has reached the event loop.
final class CallTicket: Sendable {
    private let flag = Atomic<Bool>(false)

    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    func cancel() { flag.store(true, ordering: .releasing) }
}
