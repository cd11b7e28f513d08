import CLinux

extension LoadLoop {
    /// As many questions as a connection of a closed loop has in flight.
    mutating func fill(_ index: Int, into figures: inout Figures) throws(LoadFailure) {
        output.removeAll(keepingCapacity: true)
        let now = clinux_monotonic_ns()
        for _ in 0..<inFlight { askNext(on: index, at: now) }
        try send(index, into: &figures)
    }

    /// Appends the exchange's next question to the output, planned for now.
    mutating func askNext(on index: Int, at now: UInt64) {
        guard hasMore else { return }
        guard let call = exchange.next() else {
            hasMore = false
            return
        }
        ask(call, on: index, at: now)
    }

    mutating func ask(_ call: Call, on index: Int, at now: UInt64, plannedAt: UInt64? = nil) {
        let id = connections[index].calls.insert(call, plannedAt: plannedAt ?? now, sentAt: now)
        exchange.append(call, id: id, to: &output)
    }

    /// Sends the calls whose planned time has come: those of one moment are spread over the
    /// connections, each with one write.
    mutating func sendDue(at now: UInt64, into figures: inout Figures) throws(LoadFailure) {
        due.removeAll(keepingCapacity: true)
        while let planned = nextPlanned, planned <= now, due.count < 4_096 {
            due.append(planned)
            advanceSchedule()
        }
        let each = (due.count + connections.count - 1) / connections.count
        var begin = 0
        while begin < due.count {
            guard let index = freest() else {
                for planned in due[begin...] { figures.leaveUnsent(plannedAt: planned) }
                return
            }
            let room = inFlight - connections[index].calls.occupied
            let end = min(due.count, begin + min(each, room))
            output.removeAll(keepingCapacity: true)
            let sentAt = clinux_monotonic_ns()
            for place in begin..<end {
                guard let call = exchange.next() else { return stopAsking() }
                ask(call, on: index, at: sentAt, plannedAt: due[place])
                figures.send(plannedAt: due[place], at: sentAt)
            }
            try send(index, into: &figures)
            begin = end
        }
    }

    /// The next connection that has nothing in flight, or else has least; nil when all have all
    /// they may.
    private mutating func freest() -> Int? {
        var best: Int?
        var least = inFlight
        for step in 0..<connections.count {
            var index = rotation + step
            if index >= connections.count { index -= connections.count }
            let occupied = connections[index].calls.occupied
            guard occupied < least else { continue }
            best = index
            least = occupied
            if occupied == 0 { break }
        }
        if let best { rotation = best + 1 == connections.count ? 0 : best + 1 }
        return best
    }

    /// Sends the output, behind what still waits.
    mutating func send(_ index: Int, into figures: inout Figures) throws(LoadFailure) {
        guard !output.isEmpty else { return }
        guard connections[index].unsent.isEmpty else {
            connections[index].unsent.append(contentsOf: output)
            return
        }
        guard let sent = try offer(output, on: index, into: &figures), sent < output.count else {
            return
        }
        connections[index].unsent.append(contentsOf: output[sent...])
        try poller.change(connections[index].fd, token: index, writing: true)
    }

    mutating func flush(_ index: Int, into figures: inout Figures) throws(LoadFailure) {
        guard !connections[index].unsent.isEmpty,
            let sent = try offer(connections[index].unsent, on: index, into: &figures)
        else { return }
        connections[index].unsent.removeFirst(sent)
        guard connections[index].unsent.isEmpty else { return }
        try poller.change(connections[index].fd, token: index, writing: false)
    }

    /// How many bytes the socket took; nil when the connection was lost, and so opened anew.
    private mutating func offer(
        _ bytes: [UInt8], on index: Int, into figures: inout Figures
    ) throws(LoadFailure) -> Int? {
        do {
            return try SystemCall.send(connections[index].fd, bytes)
        } catch .closedByServer {
            try reopen(index, into: &figures)
            return nil
        }
    }
}
