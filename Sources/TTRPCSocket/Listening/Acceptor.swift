import CLinux
import Glibc
import Synchronization

/// Accepts connections on a thread of its own and deals each to the least loaded worker.
final class Acceptor: Sendable {
    private let listener: Listener
    private let stop: Mailbox
    private let isStopped = Atomic<Bool>(false)
    private let deal: @Sendable (Int32) -> Void

    init(
        listener: Listener, deal: @escaping @Sendable (Int32) -> Void
    ) throws(SocketError) {
        self.listener = listener
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
        poller.add(listener.descriptor, token: 1)
        var pause: Int64 = -1
        while !isStopped.load(ordering: .acquiring) {
            poller.wait(nanoseconds: pause)
            if pause > 0, !poller.add(listener.descriptor, token: 1) { continue }
            pause = acceptAll()
            // No descriptor is left: what is waiting stays readable, so look away for a while.
            if pause > 0 { poller.remove(listener.descriptor) }
        }
        // Who has connected already is still told that the daemon is ending.
        _ = acceptAll()
    }

    /// Accepts what waits, as many as the backlog holds; gives the nanoseconds to pause, negative
    /// for none.
    private func acceptAll() -> Int64 {
        for _ in 0..<Listener.backlog {
            let descriptor = clinux_accept(listener.descriptor)
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
