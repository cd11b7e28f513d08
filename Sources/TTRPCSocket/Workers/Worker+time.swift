import CLinux
import HeapModule
import TTRPC

extension Worker {
    /// How long to sleep at most, in nanoseconds; negative = until something comes.
    func nextTimeout() -> Int64 {
        forgetUnblocked()
        guard nextTurns.isEmpty else { return 0 }
        guard !deadlines.isEmpty || !blocked.isEmpty else { return -1 }
        let now = clinux_monotonic_ns()
        var wait = Int64.max
        if let first = deadlines.min { wait = Worker.distance(from: now, to: first.nanoseconds) }
        for token in blocked {
            guard let connection = connections[token] else { continue }
            let end = connection.lastProgress + limits.stallNanoseconds
            wait = min(wait, Worker.distance(from: now, to: end))
        }
        return wait
    }

    /// Answers held calls whose deadline has passed, however stuck their handlers are, and closes
    /// the connections of peers that take nothing.
    func expire() {
        guard !deadlines.isEmpty || !blocked.isEmpty else { return }
        let now = clinux_monotonic_ns()
        expireCalls(now)
        closeStalled(now)
        forgetAnswered()
    }

    /// Looks at the deadlines amid a long wake-up, so that each is kept to the millisecond.
    func expireCallsMeanwhile() {
        guard !deadlines.isEmpty else { return }
        expireCalls(clinux_monotonic_ns())
    }

    private func expireCalls(_ now: UInt64) {
        while let first = deadlines.min, first.nanoseconds <= now {
            deadlines.removeMin()
            if let connection = connections[first.connection] {
                expire(first.streamID, connection)
            }
        }
    }

    private func expire(_ streamID: UInt32, _ connection: WorkerConnection) {
        if connection.state.release(streamID) {
            count(calls: -1, of: connection)
            connection.state.refuse(streamID, Worker.expired)
        } else if connection.state.endStream(streamID, Worker.expired) {
            cancel([streamID], of: connection)
        } else {
            return
        }
        counters.addExpired()
        send(connection, mayEnd: false)
        // It may be owed nothing more; that is looked at when nothing of it is being read.
        if connections[connection.token] != nil { touch(connection) }
    }

    private func closeStalled(_ now: UInt64) {
        for token in blocked {
            guard let connection = connections[token], hasStalled(connection, now) else {
                continue
            }
            // The poller tells of room once most of the kernel's buffer is free, and a slow peer
            // may take longer for that; whether it has taken anything is seen by sending.
            send(connection)
            guard connections[token] != nil, hasStalled(connection, now) else { continue }
            let isStalled = limits.isStalled(
                takenNothingForNanoseconds: now - connection.lastProgress,
                waitingBeyondFrame: connection.waitingBeyondFrame,
                holdsUpFeed: connection.holdsUpFeed)
            if isStalled {
                close(connection)
            } else {
                // Looked at again after as long.
                connection.lastProgress = now
            }
        }
    }

    private func hasStalled(_ connection: WorkerConnection, _ now: UInt64) -> Bool {
        connection.isBlocked && now >= connection.lastProgress + limits.stallNanoseconds
    }

    /// Calls are mostly answered long before their deadlines, which would pile up.
    private func forgetAnswered() {
        guard deadlines.count > 2 * counters.callsInFlight + 1024 else { return }
        let open = deadlines.unordered.filter { deadline in
            connections[deadline.connection]?.state.isOpen(deadline.streamID) ?? false
        }
        deadlines = Heap(open)
    }

    private func forgetUnblocked() {
        blocked.removeAll { token in
            guard let connection = connections[token] else { return true }
            connection.isListedAsBlocked = connection.isBlocked
            return !connection.isBlocked
        }
    }

    private static func distance(from now: UInt64, to end: UInt64) -> Int64 {
        // At least a nanosecond: 0 would mean not to sleep, and the poller rounds up.
        end <= now ? 0 : Int64(clamping: end - now)
    }
}
