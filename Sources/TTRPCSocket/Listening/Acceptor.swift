import CLinux
import Glibc
import Synchronization

/// Accepts connections on a thread of its own and deals each to the least loaded worker.
final class Acceptor: Sendable {
    /// The listening sockets.
    private let sources: [Int32]
    private let stop: Mailbox
    private let isStopped = Atomic<Bool>(false)
    private let deal: @Sendable (Int32) -> Void

    init(
        sources: [Int32], deal: @escaping @Sendable (Int32) -> Void
    ) throws(SocketError) {
        self.sources = sources
        self.deal = deal
        stop = try Mailbox()
    }

    /// Wakes the thread to end it.
    func end() {
        isStopped.store(true, ordering: .releasing)
        clinux_eventfd_signal(stop.descriptor)
    }

    func run(_ poller: sending Poller) {
        poller.add(stop.descriptor, token: 0)
        for source in sources { poller.add(source, token: 1) }
        var pause: Int64 = -1
        while !isStopped.load(ordering: .acquiring) {
            poller.wait(nanoseconds: pause)
            if pause > 0, !sources.allSatisfy({ poller.add($0, token: 1) }) { continue }
            pause = acceptAll()
            // No descriptor is left: what is waiting stays readable, so look away for a while.
            if pause > 0 { for source in sources { poller.remove(source) } }
        }
        // Who has connected already is still told that the daemon is ending.
        _ = acceptAll()
    }

    /// Accepts what waits; gives the nanoseconds to pause, negative for none.
    private func acceptAll() -> Int64 {
        sources.map { acceptAll($0) }.max() ?? -1
    }

    /// As many as the backlog holds.
    private func acceptAll(_ source: Int32) -> Int64 {
        for _ in 0..<Listener.backlog {
            let descriptor = clinux_accept(source)
            if descriptor >= 0 {
                deal(descriptor)
                continue
            }
            switch -descriptor {
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return 50_000_000
            case ECONNABORTED, EINTR: continue
            default: return -1
            }
        }
        return -1
    }
}
