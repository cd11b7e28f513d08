import Dispatch
import Synchronization

/// A few threads for what is slow by nature: scans and verifying. Everything else runs on a worker.
///
/// The threads are made with the pool, so that a limit on threads is met at the start and not in
/// the middle of a call.
package final class SidePool: Sendable {
    private let jobs = Mutex<[@Sendable () -> Void]>([])
    private let waiting = DispatchSemaphore(value: 0)

    /// - Parameter width: jobs that run at once; more wait in order.
    package init(width: Int = 2) {
        for index in 0..<width {
            WorkerThread(name: "side-\(index)") { self.work() }.detach()
        }
    }

    /// Runs a job as soon as a thread is free.
    package func run(_ job: @escaping @Sendable () -> Void) {
        jobs.withLock { $0.append(job) }
        waiting.signal()
    }

    private func work() {
        while true {
            waiting.wait()
            jobs.withLock { $0.removeFirst() }()
        }
    }
}
