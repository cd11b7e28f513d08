/// What a worker hands its calls to. Each worker has one of its own, used on its thread only.
package protocol CallDispatcher: AnyObject {
    /// Runs the method of a call. Writes the packed answer to `reply`, which is empty, or refuses,
    /// or keeps a responder and holds the call.
    func dispatch(_ call: borrowing IncomingCall, _ reply: inout [UInt8]) -> Disposition

    /// Nothing more of this wake-up follows: what was kept for the whole batch can go.
    func endBatch()
}

package enum Disposition: Sendable {
    /// `reply` holds the answer.
    case answered
    case refused(Status)
    /// A responder will answer.
    case held
}
