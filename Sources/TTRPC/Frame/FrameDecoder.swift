/// Cuts a stream of bytes into frames, whatever the pieces they come in.
///
/// A frame that lies whole in the piece is only pointed at; one that does not is gathered. Nothing
/// is set aside for a length that a peer only claims: the buffer grows with the bytes that come.
package struct FrameDecoder: Sendable {
    package enum Step: Equatable, Sendable {
        /// The message is `piece[range]`.
        case frame(FrameHeader, Range<Int>)
        /// The message is the decoder's `gathered`, until `next` is called again.
        case gatheredFrame(FrameHeader)
        /// A frame longer than allowed; its bytes are being skipped.
        case tooLong(FrameHeader)
        /// The first byte of a length is not 0: the peer does not speak ttrpc.
        case notTTRPC
        /// The piece is used up.
        case needsMore
    }

    /// The bytes of the last `gatheredFrame`.
    package private(set) var gathered: [UInt8] = []

    private var header: FrameHeader?
    private var headerBytes: [UInt8] = []
    private var skipping = 0
    private var gatheredIsStale = false
    private var failed = false

    package init() {}

    /// The bytes so far of a frame that has not come whole; nil inside one that is being skipped,
    /// whose bytes are gone, and after the peer's end of being understood.
    package var unread: [UInt8]? {
        guard skipping == 0, !failed else { return nil }
        guard let header else { return headerBytes }
        var bytes: [UInt8] = []
        header.append(to: &bytes)
        if !gatheredIsStale { bytes += gathered }
        return bytes
    }

    /// The next frame of `piece` from `at`, which it moves on.
    package mutating func next(_ piece: Span<UInt8>, _ at: inout Int) -> Step {
        if gatheredIsStale {
            // An idle connection keeps next to nothing.
            gathered.removeAll(keepingCapacity: gathered.capacity <= 256)
            gatheredIsStale = false
        }
        if failed { return .notTTRPC }
        if skipping > 0 { skip(piece, &at) }
        if header == nil {
            guard skipping == 0, let read = readHeader(piece, &at) else {
                return failed ? .notTTRPC : .needsMore
            }
            if read.length > Limits.maximumMessage {
                skipping = read.length
                return .tooLong(read)
            }
            header = read
        }
        return readMessage(header!, piece, &at)
    }

    private mutating func skip(_ piece: Span<UInt8>, _ at: inout Int) {
        let count = min(skipping, piece.count - at)
        at += count
        skipping -= count
    }

    private mutating func readHeader(_ piece: Span<UInt8>, _ at: inout Int) -> FrameHeader? {
        if headerBytes.isEmpty, at < piece.count, piece[at] != 0 {
            failed = true
            return nil
        }
        if headerBytes.isEmpty, piece.count - at >= Limits.headerLength {
            defer { at += Limits.headerLength }
            return FrameHeader(piece, at: at)
        }
        while at < piece.count, headerBytes.count < Limits.headerLength {
            headerBytes.append(piece[at])
            at += 1
        }
        guard headerBytes.count == Limits.headerLength else { return nil }
        defer { headerBytes.removeAll(keepingCapacity: true) }
        return FrameHeader(headerBytes.span)
    }

    private mutating func readMessage(
        _ header: FrameHeader, _ piece: Span<UInt8>, _ at: inout Int
    ) -> Step {
        if gathered.isEmpty, piece.count - at >= header.length {
            let range = at..<(at + header.length)
            at = range.upperBound
            self.header = nil
            return .frame(header, range)
        }
        let end = min(piece.count, at + header.length - gathered.count)
        gathered.append(copying: piece.extracting(at..<end))
        at = end
        guard gathered.count == header.length else { return .needsMore }
        self.header = nil
        gatheredIsStale = true
        return .gatheredFrame(header)
    }
}
