import CLinux

/// Deals connections to workers, each to the least loaded one. Any thread.
struct Dealer: Sendable {
    let mailboxes: [Mailbox]
    let loads: [WorkerLoad]
    let counters: SocketCounters

    func deal(_ descriptor: Int32) {
        deal(PassedConnection(descriptor: descriptor, unread: []))
    }

    func deal(_ connection: PassedConnection) {
        let least = loads.indices.min { loads[$0].connections < loads[$1].connections }!
        give(connection, to: least)
    }

    /// A new connection with that worker at its other end.
    func caller(of place: Int) throws(SocketError) -> BlockingCaller {
        var other: Int32 = -1
        let own = unsafe clinux_socket_pair(&other)
        if own < 0 { throw .system(call: "make", path: "a pair of sockets", errno: -own) }
        give(PassedConnection(descriptor: other, unread: []), to: place)
        return BlockingCaller(descriptor: own)
    }

    private func give(_ connection: PassedConnection, to place: Int) {
        loads[place].add(1)
        counters.addConnections(1)
        mailboxes[place].post(.adopt(connection))
    }
}
