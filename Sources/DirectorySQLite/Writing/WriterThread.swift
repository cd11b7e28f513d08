import DirectoryDomain
import Foundation
import GRDB
import Synchronization

/// The writer's thread: made with the store, ended by closing the queue.
final class WriterThread: Sendable {
    private let database: DatabaseQueue
    private let startFailure = Mutex<StoreFailure?>(nil)
    private let hasStarted = DispatchSemaphore(value: 0)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// Connections that must not be closed before the process ends; see `Writer.run`.
    private static let abandoned = Mutex<[DatabaseQueue]>([])

    init(database: DatabaseQueue) { self.database = database }

    /// `makeWriter` is called on the new thread, for a writer belongs to one thread all its life.
    func start(
        _ makeWriter: @escaping @Sendable (DatabaseQueue) throws(StoreFailure) -> Writer
    ) throws(StoreOpeningError) {
        let thread = Thread { [self] in
            run(makeWriter)
            hasEnded.signal()
        }
        thread.name = "writer"
        thread.start()
        hasStarted.wait()
        if let failure = startFailure.withLock({ $0 }) { throw StoreOpeningError(failure) }
    }

    /// Waits for the thread's end; any number of times.
    func join() {
        hasEnded.wait()
        hasEnded.signal()
    }

    private func run(
        _ makeWriter: @Sendable (DatabaseQueue) throws(StoreFailure) -> Writer
    ) {
        let mayClose: Bool
        do {
            let writer = try makeWriter(database)
            hasStarted.signal()
            mayClose = writer.run()
        } catch {
            startFailure.withLock { $0 = error }
            hasStarted.signal()
            mayClose = true
        }
        if mayClose {
            try? database.close()
        } else {
            Self.abandoned.withLock { $0.append(database) }
        }
    }
}
