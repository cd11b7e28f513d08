import NIOCore

/// Runs tasks on an event loop. Whoever serves a connection there, and calls the daemon over that
/// loop's own connection, never changes threads: what wakes it is done by the loop itself.
final class LoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
