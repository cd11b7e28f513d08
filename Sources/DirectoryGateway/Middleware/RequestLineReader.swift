import NIOCore

/// Stands before the parser and keeps the beginning of each head while it is read, so that one that
/// the parser refuses can be answered in the shape of its family: the parser tells no path then.
///
/// A head that begins in the same read as the one before ends is not kept; it may be taken for what
/// follows its beginning, which hardly ever reads as a request line.
final class RequestLineReader: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Of a longer line it is known that its target is too long, and what it begins with.
    private static let maximumKept = HeaderLimits.maximumTargetBytes + 128

    private var isInHead = true
    /// From reads before this one.
    private var kept: [UInt8] = []
    /// What the parser is reading now, unless it has the head already.
    private var current: ByteBuffer?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isInHead { current = unwrapInboundIn(data) }
        context.fireChannelRead(data)
        // Most heads come in one read, and nothing is copied.
        if current != nil { kept = beginning }
        current = nil
    }

    /// The line of the head that is being read; nil when there is none, or none that is known.
    var line: RequestLine? { RequestLine(beginning) }

    func headEnded() {
        isInHead = false
        kept = []
        current = nil
    }

    func requestEnded() { isInHead = true }

    private var beginning: [UInt8] {
        let room = RequestLineReader.maximumKept - kept.count
        guard room > 0, let current else { return kept }
        return kept + current.readableBytesView.prefix(room)
    }
}
