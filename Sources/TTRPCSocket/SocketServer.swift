import Synchronization
import TTRPC

/// A ttrpc server on a Unix socket: an acceptor and a pool of workers.
package final class SocketServer: Sendable {
    private let acceptor: Acceptor
    private let dealer: Dealer
    private let former: Listener?
    package let listener: Listener
    private let mailboxes: [Mailbox]
    private let threads: [WorkerThread]
    private let acceptorThread: WorkerThread

    /// Starts to serve.
    ///
    /// - Parameters:
    ///   - listener: bound already, so that a path in use is known before anything is opened.
    ///   - former: the listener of a process that this one took over from, in whose backlog some
    ///     may wait.
    ///   - dispatchers: one for each worker; each is used on its worker's thread only.
    ///   - counters: kept up to date with connections and calls.
    package init(
        listener: Listener, former: Listener? = nil, dispatchers: [any CallDispatcher],
        limits: SocketLimits, counters: SocketCounters
    ) throws(SocketError) {
        var mailboxes: [Mailbox] = []
        var threads: [WorkerThread] = []
        var loads: [WorkerLoad] = []
        for (index, dispatcher) in dispatchers.enumerated() {
            let mailbox = try Mailbox()
            let load = WorkerLoad()
            let worker = try Worker(
                mailbox: mailbox, dispatcher: dispatcher, limits: limits, counters: counters,
                load: load)
            mailboxes.append(mailbox)
            loads.append(load)
            let handed = Handed(worker)
            threads.append(WorkerThread(name: "worker-\(index)") { handed.value.run() })
        }
        let dealer = Dealer(mailboxes: mailboxes, loads: loads, counters: counters)
        self.dealer = dealer
        self.mailboxes = mailboxes
        self.threads = threads
        self.listener = listener
        self.former = former
        let sources = [listener.descriptor] + (former.map { [$0.descriptor] } ?? [])
        acceptor = try Acceptor(sources: sources) { dealer.deal($0) }
        let poller = Handed(try Poller())
        acceptorThread = WorkerThread(name: "acceptor") { [acceptor] in
            acceptor.run(poller.value)
        }
    }

    /// Goes on with connections that another process has passed on.
    package func adopt(_ connections: [PassedConnection]) {
        for connection in connections { dealer.deal(connection) }
    }

    /// A caller of each worker, past the listener: to see that every one of them answers.
    package func callers() throws(SocketError) -> [BlockingCaller] {
        var callers: [BlockingCaller] = []
        for place in mailboxes.indices { callers.append(try dealer.caller(of: place)) }
        return callers
    }

    /// Stops listening; calls in flight finish and are answered, new ones are refused.
    package func drain() {
        stopAccepting()
        listener.close()
        former?.close()
        for mailbox in mailboxes { mailbox.post(.drain) }
    }

    /// Stops accepting and reading. Each connection is passed on as soon as nothing is owed to it;
    /// calls that wait in its socket are the next process's. The socket's file stays, and so does
    /// the socket, with who may be in its backlog.
    package func handOver(to passed: PassedConnections) {
        stopAccepting()
        for mailbox in mailboxes { mailbox.post(.handOver(passed)) }
    }

    /// Ends all connections at once.
    package func stop() {
        for mailbox in mailboxes { mailbox.post(.stop) }
    }

    private func stopAccepting() {
        acceptor.end()
        acceptorThread.join()
    }

    /// Waits until every worker has ended, after `drain()` or `stop()`. Blocks.
    package func wait() {
        for thread in threads { thread.join() }
    }

    /// Hands a value that is not Sendable over to the one thread that will use it.
    private struct Handed<Value>: @unchecked Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
}
