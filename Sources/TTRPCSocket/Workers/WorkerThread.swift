import CLinux
import Glibc

/// A thread of our own: a worker must not share the pool of Swift's concurrency, which it would
/// block.
package final class WorkerThread: @unchecked Sendable {
    private final class Start {
        let name: String
        let body: () -> Void

        init(_ name: String, _ body: @escaping () -> Void) {
            self.name = name
            self.body = body
        }
    }

    // Written once before the value is shared, so any thread may join.
    private let thread: pthread_t

    /// Runs `body` on a new thread, which signals leave alone.
    package init(name: String, _ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let start = unsafe Unmanaged.passRetained(Start(name, body)).toOpaque()
        // Signals go to the main thread's handler only.
        var all = sigset_t()
        var before = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
        let result = unsafe pthread_create(
            &thread, nil,
            { argument in
                let start = unsafe Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
                unsafe start.name.withCString { unsafe clinux_name_thread($0) }
                start.body()
                return nil
            }, start)
        unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
        precondition(result == 0, "no memory for a thread")
        self.thread = thread
    }

    /// Lets the thread end by itself; it can't be joined then.
    package func detach() { pthread_detach(thread) }

    package func join() { pthread_join(thread, nil) }
}
