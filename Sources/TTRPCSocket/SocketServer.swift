import Synchronization
import TTRPC

/// A ttrpc server on a Unix socket: an acceptor and a pool of workers.
package final class SocketServer: Sendable {
    private let acceptor: Acceptor
    private let listener: Listener
    private let mailboxes: [Mailbox]
    private let threads: [WorkerThread]
    private let acceptorThread: WorkerThread

    /// Starts to serve.
    ///
    /// - Parameters:
    ///   - listener: bound already, so that a path in use is known before anything is opened.
    ///   - dispatchers: one for each worker; each is used on its worker's thread only.
    ///   - counters: kept up to date with connections and calls.
    package init(
        listener: Listener, dispatchers: [any CallDispatcher], limits: SocketLimits,
        counters: SocketCounters
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
        self.mailboxes = mailboxes
        self.threads = threads
        self.listener = listener
        acceptor = try Acceptor(listener: listener) { [mailboxes, loads] descriptor in
            let least = loads.indices.min { loads[$0].connections < loads[$1].connections }!
            loads[least].add(1)
            counters.addConnections(1)
            mailboxes[least].post(.adopt(descriptor))
        }
        let poller = Handed(try Poller())
        acceptorThread = WorkerThread(name: "acceptor") { [acceptor] in
            acceptor.run(poller.value)
        }
    }

    /// Stops listening; calls in flight finish and are answered, new ones are refused.
    package func drain() {
        acceptor.end()
        acceptorThread.join()
        listener.close()
        for mailbox in mailboxes { mailbox.post(.drain) }
    }

    /// Ends all connections at once.
    package func stop() {
        for mailbox in mailboxes { mailbox.post(.stop) }
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
