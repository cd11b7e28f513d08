extension ServerConnection {
    /// How a turn has left its stream.
    package enum AfterTurn: Sendable {
        /// Open; `hasRoom` tells whether it may say more.
        case open(hasRoom: Bool)
        /// It has ended itself.
        case ended
        /// It was ended for a message that is too large.
        case cutOff
    }

    /// Opens a stream for a call that `next` has just given. Gives what the Request says to it: the
    /// method's kind decides, and a flag that doesn't fit it means nothing. nil when there are too
    /// many streams: the call is refused.
    package mutating func open(
        _ call: Call, _ kind: StreamKind, isEndless: Bool
    ) -> StreamMessage? {
        guard streams.count < limits.liveStreams else {
            refuse(call.streamID, .overloaded("too many streams on this connection"))
            return nil
        }
        let isLast = !kind.clientStreams || call.flags.contains(.remoteClosed)
        streams[call.streamID] = LiveStream(
            kind: kind, isEndless: isEndless, hasClientEnded: isLast)
        // Without Data to come the one message is the call's, which its dispatcher has read.
        guard kind.clientStreams else {
            return StreamMessage(
                streamID: call.streamID, message: nil, isGathered: false, isLast: false)
        }
        let hasMessage = !call.envelope.payload.isEmpty && !call.flags.contains(.noData)
        return StreamMessage(
            streamID: call.streamID, message: hasMessage ? call.envelope.payload : nil,
            isGathered: call.isGathered, isLast: isLast)
    }

    /// Begins a turn of a stream; nil when it is not open (any more). Nothing else is to be done
    /// with the connection until `endTurn`.
    ///
    /// - Parameter sent: bytes at the front of the output that are not the peer's to take any more.
    package mutating func beginTurn(_ streamID: UInt32, sent: Int) -> StreamTurn? {
        guard let stream = streams[streamID] else { return nil }
        var lent: [UInt8] = []
        swap(&lent, &output)
        return StreamTurn(
            streamID, stream.kind, output: lent, room: sent + limits.outputForStreams)
    }

    package mutating func endTurn(_ turn: consuming StreamTurn) -> AfterTurn {
        let hasRoom = turn.hasRoom
        let (ending, streamID) = (turn.ending, turn.streamID)
        output = turn.takeOutput()
        switch ending {
        case .open: return .open(hasRoom: hasRoom)
        case .ended:
            streams[streamID] = nil
            return .ended
        case .cutOff:
            streams[streamID] = nil
            return .cutOff
        }
    }

    /// Ends a stream with a status; false when it is not open (any more).
    package mutating func endStream(_ streamID: UInt32, _ status: Status) -> Bool {
        guard streams.removeValue(forKey: streamID) != nil else { return false }
        refuse(streamID, status)
        return true
    }

    /// The peer has shut down its writing side. Gives the streams that end by it: those that
    /// would go on for ever, and those whose client has not said that it is done and now can't.
    package mutating func endInput() -> [UInt32] {
        var ended: [UInt32] = []
        for (id, stream) in streams {
            if !stream.hasClientEnded {
                refuse(id, Status(.cancelled, "the peer ended before its stream did"))
            } else if stream.isEndless {
                OutgoingFrame.end(id, to: &output)
            } else {
                continue
            }
            ended.append(id)
        }
        for id in ended { streams[id] = nil }
        return ended
    }

    /// What a Data frame says to its stream; nil when nothing, or when it is refused.
    mutating func streamMessage(
        _ header: FrameHeader, _ range: Range<Int>, isGathered: Bool
    ) -> StreamMessage? {
        let flags = FrameFlags(rawValue: header.flags)
        let isLast = flags.contains(.remoteClosed)
        let isBareClose = isLast && header.length == 0
        let id = header.streamID
        guard let stream = streams[id] else {
            // Unknown, finished or unary. A bare close of one takes nothing from anybody.
            if !isBareClose { refuseMessage(id, "has no stream for this data") }
            return nil
        }
        if stream.hasClientEnded {
            if !isBareClose { refuseMessage(id, "was closed before this data") }
            return nil
        }
        if isLast { streams[id]?.hasClientEnded = true }
        let hasMessage = !flags.contains(.noData)
        guard hasMessage || isLast else { return nil }
        return StreamMessage(
            streamID: id, message: hasMessage ? range : nil, isGathered: isGathered,
            isLast: isLast)
    }

    private mutating func refuseMessage(_ id: UInt32, _ what: String) {
        refuse(id, Status(.invalidArgument, "StreamID \(id) \(what)"))
    }
}
