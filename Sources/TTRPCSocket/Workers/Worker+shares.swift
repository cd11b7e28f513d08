import TTRPC

extension Worker {
    /// One more connection of a uid.
    func joinShare(_ uid: UInt32) -> UIDShare {
        let share = shares[uid] ?? UIDShare(uid, counters.uids.take(uid))
        shares[uid] = share
        share.connections += 1
        return share
    }

    func leaveShare(_ share: UIDShare) {
        share.connections -= 1
        guard share.connections == 0 else { return }
        shares[share.uid] = nil
        counters.uids.release(share.uid)
    }

    /// Bytes to read of a connection in this wake-up; 0 when its uid has had its part, and it is
    /// looked at again in the next.
    func allowance(_ connection: WorkerConnection) -> Int {
        guard shares.count > 1, !isDraining else { return .max }
        return connection.share.allowance(in: wakeUp, of: limits.sharedReading)
    }

    func count(calls change: Int, of connection: WorkerConnection) {
        counters.addCalls(change)
        connection.share.tally.addCalls(change)
    }

    func count(streams change: Int, of connection: WorkerConnection) {
        counters.addCalls(change)
        counters.addStreams(change)
        connection.share.tally.addStreams(change)
    }

    /// Whether one more call of this connection may be held.
    func room(_ connection: WorkerConnection) -> CallRoom {
        limits.room(
            connection: connection.state.heldCalls, uid: connection.share.tally.calls,
            all: counters.callsInFlight - counters.streams)
    }
}
