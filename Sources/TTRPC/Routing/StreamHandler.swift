/// One live stream, as its method's code sees it. Used on the worker's thread only; nothing of it
/// is called any more once the stream is over.
///
/// A dispatcher makes one and returns `.streaming`; what it wants to do it does in its turns. It is
/// not to hold on to a thread: whoever has a lot to say says some of it while the turn `hasRoom`,
/// returns, and is asked again.
package protocol StreamHandler: AnyObject {
    var kind: StreamKind { get }

    /// Whether it goes on until somebody ends it, as a watch does. Endless ones are finished when
    /// the peer shuts down its writing side; others may then still say all they have.
    var isEndless: Bool { get }

    /// Which share it is counted in.
    var lane: CallLane { get }

    /// One message of the client's, good until this returns.
    func receive(_ message: Span<UInt8>, _ turn: inout StreamTurn)

    /// The client will send no more.
    func clientEnded(_ turn: inout StreamTurn)

    /// Called once after the stream has opened, when the output has room again after a turn that
    /// left it without, and when a signal asked for a turn. May find nothing to do.
    func produce(_ turn: inout StreamTurn)

    /// The stream is over, and not by `finish` or `fail`: the peer is gone, its deadline has
    /// passed, the daemon drains, a message was too large, or it was never let in. Called once at
    /// the most.
    func cancelled()
}

extension StreamHandler {
    package var lane: CallLane { .directory }
}
