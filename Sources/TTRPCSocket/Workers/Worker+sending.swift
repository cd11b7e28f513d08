import CLinux
import TTRPC

extension Worker {
    /// Sends what waits; closes a connection whose peer is gone, has too much waiting, or has ended
    /// and is owed nothing.
    ///
    /// - Parameter mayEnd: whether all has been read that is to be answered before the end.
    func send(_ connection: WorkerConnection, mayEnd: Bool = true) {
        let before = connection.waiting
        let flush = connection.flush()
        if connection.waiting < limits.connection.outputForStreams {
            for streamID in connection.takeAwaitingRoom() {
                nextTurns.append(StreamPlace(connection: connection.token, streamID: streamID))
            }
        }
        switch flush {
        case .gone: return close(connection)
        case .blocked: return block(connection, tookSome: connection.waiting < before)
        case .done: spare.takeBack(from: &connection.state.output)
        }
        if connection.isBlocked {
            connection.isBlocked = false
            poller.change(
                connection.descriptor, reading: mayRead(connection), writing: false,
                token: connection.token)
        }
        if mayEnd, connection.hasEnded || isDraining, connection.isSettled { end(connection) }
    }

    private func block(_ connection: WorkerConnection, tookSome: Bool) {
        if connection.waiting > limits.connection.waitingOutput { return close(connection) }
        if tookSome || !connection.isBlocked { connection.lastProgress = clinux_monotonic_ns() }
        guard !connection.isBlocked else { return }
        connection.isBlocked = true
        if !connection.isListedAsBlocked {
            connection.isListedAsBlocked = true
            blocked.append(connection.token)
        }
        poller.change(
            connection.descriptor, reading: mayRead(connection), writing: true,
            token: connection.token)
    }

    func close(_ connection: WorkerConnection) {
        guard connections[connection.token] != nil else { return }
        remove(connection)
        clinux_close(connection.descriptor)
    }

    /// Lets go of a connection, but for its descriptor.
    func remove(_ connection: WorkerConnection) {
        connections.remove(connection)
        counters.addConnections(-1)
        load.add(-1)
        // What is queued for it is not begun any more.
        connection.link.markGone()
        count(calls: -connection.state.heldCalls, of: connection)
        let handlers = connection.removeStreams()
        count(streams: -handlers.count, of: connection)
        leaveShare(connection.share)
        for handler in handlers { handler.cancelled() }
    }

    func mayRead(_ connection: WorkerConnection) -> Bool {
        !connection.hasEnded && passing == nil
    }
}
