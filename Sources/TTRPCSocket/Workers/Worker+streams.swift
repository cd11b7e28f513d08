import TTRPC

extension Worker {
    /// Opens a stream for a call, and gives it its first turn in this wake-up; false when there are
    /// too many.
    func open(
        _ handler: any StreamHandler, _ call: ServerConnection.Call, _ bytes: Span<UInt8>,
        _ connection: WorkerConnection
    ) -> Bool {
        let room = limits.roomForStream(
            uid: connection.share.tally.streams, all: counters.streams)
        guard room.admits(handler.lane) else {
            counters.addOverloaded()
            connection.state.refuse(call.streamID, .overloaded("too many streams are open"))
            handler.cancelled()
            return false
        }
        guard
            let first = connection.state.open(
                call, handler.kind, isEndless: handler.isEndless)
        else {
            handler.cancelled()
            return false
        }
        connection.add(call.streamID, handler)
        count(streams: 1, of: connection)
        nextTurns.append(StreamPlace(connection: connection.token, streamID: call.streamID))
        deliver(first, bytes, connection)
        return true
    }

    /// Tells a stream what its client says.
    func deliver(
        _ message: StreamMessage, _ bytes: Span<UInt8>, _ connection: WorkerConnection
    ) {
        let id = message.streamID
        guard let handler = connection.streams[id] else { return }
        if let range = message.message, var turn = beginTurn(id, connection) {
            handler.receive(bytes.extracting(range), &turn)
            endTurn(turn, id, connection)
        }
        if message.isLast, var turn = beginTurn(id, connection) {
            handler.clientEnded(&turn)
            endTurn(turn, id, connection)
        }
    }

    /// Lets a stream say more, if the peer takes what it is sent.
    func produce(_ place: StreamPlace) {
        guard let connection = connections[place.connection],
            let handler = connection.streams[place.streamID]
        else { return }
        guard connection.waiting < limits.connection.outputForStreams else {
            return connection.awaitRoom(place.streamID)
        }
        guard var turn = beginTurn(place.streamID, connection) else { return }
        handler.produce(&turn)
        endTurn(turn, place.streamID, connection)
        touch(connection)
    }

    func requestTurn(_ stream: StreamSignal) {
        nextTurns.append(
            StreamPlace(connection: stream.connection, streamID: stream.streamID))
    }

    /// Tells streams that have ended without their doing.
    func cancel(_ streamIDs: [UInt32], of connection: WorkerConnection) {
        for id in streamIDs { forget(id, connection)?.cancelled() }
    }

    private func beginTurn(_ id: UInt32, _ connection: WorkerConnection) -> StreamTurn? {
        connection.state.beginTurn(id, sent: connection.sent)
    }

    private func endTurn(
        _ turn: consuming StreamTurn, _ id: UInt32, _ connection: WorkerConnection
    ) {
        switch connection.state.endTurn(turn) {
        case .open(let hasRoom): if !hasRoom { connection.awaitRoom(id) }
        case .ended: _ = forget(id, connection)
        case .cutOff: cancel([id], of: connection)
        }
    }

    private func forget(_ id: UInt32, _ connection: WorkerConnection) -> (any StreamHandler)? {
        guard let handler = connection.removeStream(id) else { return nil }
        count(streams: -1, of: connection)
        return handler
    }
}
