import DirectoryDomain
import Dispatch
import GRDB
import Synchronization

/// A copy that a side thread asks of the writer: one waits until the other has ended it, once.
final class BackupOrder: Sendable {
    /// Of the file to copy into, empty. The writer's until the order is ended.
    let target: DatabaseQueue
    let room: BackupRoom
    /// Whether nobody waits for it any more.
    let isOver: @Sendable () -> Bool
    private let failure = Mutex<BackupFailure?>(nil)
    private let hasEnded = DispatchSemaphore(value: 0)

    init(target: DatabaseQueue, room: BackupRoom, isOver: @escaping @Sendable () -> Bool) {
        self.target = target
        self.room = room
        self.isOver = isOver
    }

    /// - Parameter failure: nil when all was copied.
    func end(_ failure: BackupFailure?) {
        self.failure.withLock { $0 = failure }
        hasEnded.signal()
    }

    func wait() throws(BackupFailure) {
        hasEnded.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}
