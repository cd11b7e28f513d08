import CLinux
import TTRPC

extension Worker {
    /// Reads of a drained connection: 1 MiB, more than the buffers of a Unix socket hold.
    private static let drainReads = 16

    func handle(_ letter: Mailbox.Message) {
        switch letter {
        case .adopt(let connection): adopt(connection)
        case .answer(let answer, let connection, let streamID):
            finish(answer, connection, streamID)
        case .turn(let stream):
            stream.lower()
            requestTurn(stream)
        case .signalled:
            signal?.lower()
            dispatcher.signalled(&requests)
            for stream in requests.streams { requestTurn(stream) }
            requests.removeAll()
        case .drain: drain()
        case .handOver(let passed): handOver(to: passed)
        case .stop: mustStop = true
        }
    }

    private func adopt(_ adopted: PassedConnection) {
        let descriptor = adopted.descriptor
        var peer = clinux_peer()
        let known = unsafe clinux_peer_of(descriptor, &peer)
        guard known == 0, !isDraining else {
            clinux_close(descriptor)
            counters.addConnections(-1)
            load.add(-1)
            return
        }
        let share = joinShare(peer.uid)
        let connection = connections.insert { token in
            WorkerConnection(
                descriptor: descriptor, token: token,
                peer: Peer(uid: peer.uid, gid: peer.gid, pid: peer.pid),
                link: PeerLink(mailbox), share: share, limits: limits.connection)
        }
        guard poller.add(descriptor, token: connection.token) else { return close(connection) }
        if !adopted.unread.isEmpty { resume(connection, adopted.unread) }
    }

    private func finish(_ answer: Result<[UInt8], Status>, _ token: UInt64, _ streamID: UInt32) {
        guard let connection = connections[token], connection.state.release(streamID) else {
            return
        }
        count(calls: -1, of: connection)
        switch answer {
        case .success(let payload): connection.state.answer(streamID, payload.span)
        case .failure(let status): connection.state.refuse(streamID, status)
        }
        // Many answers at once could outgrow what may wait before any of them is sent.
        if connection.waiting > limits.outputBetweenCalls { return send(connection) }
        touch(connection)
    }

    /// What is in the socket already is still read, and refused; then each connection ends as soon
    /// as nothing is owed to it.
    private func drain() {
        guard !isDraining else { return }
        isDraining = true
        for connection in connections.all {
            cancel(connection.state.drain(), of: connection)
            // What the kernel can hold for a socket; a peer that goes on sending is not waited for.
            for _ in 0..<Self.drainReads where connections[connection.token] != nil {
                guard receive(connection) else { break }
                if connections[connection.token] != nil { send(connection, mayEnd: false) }
            }
            if connections[connection.token] != nil { send(connection) }
        }
    }

    func touch(_ connection: WorkerConnection) {
        guard !connection.isTouched else { return }
        connection.isTouched = true
        touched.append(connection)
    }

    func sendTouched() {
        guard !touched.isEmpty else { return }
        // What is touched meanwhile is met by the loop as well.
        var index = 0
        while index < touched.count {
            let connection = touched[index]
            index += 1
            connection.isTouched = false
            if connections[connection.token] != nil { send(connection) }
            if index & 63 == 0 { expireCallsMeanwhile() }
        }
        touched.removeAll(keepingCapacity: true)
    }
}
