import Glibc
import Synchronization

/// A few threads for what is slow by nature: scans and verifying. Everything else runs on a worker.
package final class SidePool: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var running = 0
    }

    private let width: Int
    private let state = Mutex(State())

    /// - Parameter width: jobs that run at once; more wait in order.
    package init(width: Int = 2) { self.width = width }

    /// Runs a job on a thread of its own as soon as there is room. Jobs are rare and long, so that
    /// a thread each costs nothing that counts.
    package func run(_ job: @escaping @Sendable () -> Void) {
        let mustStart = state.withLock { state in
            state.jobs.append(job)
            guard state.running < width else { return false }
            state.running += 1
            return true
        }
        if mustStart { WorkerThread(name: "side-pool") { self.work() }.detach() }
    }

    private func work() {
        while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard !state.jobs.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.jobs.removeFirst()
        }
    }
}
