/// What a worker hands its calls to. Each worker has one of its own, used on its thread only.
package protocol CallDispatcher: AnyObject {
    /// Runs the method of a call. Writes the packed answer to `reply`, which is empty, or refuses,
    /// or keeps a responder and holds the call, or begins a stream.
    func dispatch(_ call: borrowing IncomingCall, _ reply: inout [UInt8]) -> Disposition

    /// Called once, before any call. The signal may be raised from any thread.
    func start(_ signal: DispatcherSignal)

    /// The signal was raised; the streams requested get a turn in this wake-up.
    func signalled(_ turns: inout TurnRequests)

    /// Nothing more of this wake-up follows: what was kept for the whole batch can go.
    func endBatch()
}

extension CallDispatcher {
    package func start(_ signal: DispatcherSignal) {}
    package func signalled(_ turns: inout TurnRequests) {}
}

package enum Disposition {
    /// `reply` holds the answer.
    case answered
    case refused(Status)
    /// A responder will answer.
    case held
    /// The method streams. Nothing is begun before the handler's first turn: there may be too many
    /// streams already.
    case streaming(any StreamHandler)
}
