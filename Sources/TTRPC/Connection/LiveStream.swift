/// What a server's side knows of a stream that is open.
struct LiveStream: Sendable {
    var kind: StreamKind
    /// Whether it goes on until somebody ends it.
    var isEndless: Bool
    /// The client will send no more on it.
    var hasClientEnded: Bool
}

/// What one frame says to a stream.
package struct StreamMessage: Equatable, Sendable {
    package var streamID: UInt32
    /// The message's place; nil when there is none.
    package var message: Range<Int>?
    /// Whether that is in `gathered`, not in the piece.
    package var isGathered: Bool
    /// Whether the client will send no more.
    package var isLast: Bool
}
