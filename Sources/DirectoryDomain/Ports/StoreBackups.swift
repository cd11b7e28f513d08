/// An engine that can copy itself while it is read and written.
package protocol StoreBackups: Sendable {
    /// Writes a copy that is consistent, holds every write that was acknowledged before, and was
    /// proven as `verify` proves the store. Blocks; call it off the workers.
    ///
    /// - Parameters:
    ///   - path: of a file that is not there, from the root.
    ///   - isOver: whether nobody waits for it any more; asked now and then, from any thread.
    func createBackup(
        at path: String, isOver: @escaping @Sendable () -> Bool
    ) throws(BackupFailure) -> StoreBackup
}

package struct StoreBackup: Equatable, Sendable {
    package var bytes: Int64
    /// Of the last event in the copy; 0 for none.
    package var lastPosition: Int64

    package init(bytes: Int64, lastPosition: Int64) {
        self.bytes = bytes
        self.lastPosition = lastPosition
    }
}

/// Why there is no backup.
package enum BackupFailure: Error, Equatable, Sendable {
    /// The path does not begin at the root.
    case pathIsRelative
    /// Something is there already, and stays.
    case pathIsTaken
    /// No file can be made there.
    case pathIsUnusable
    /// The disk that it is to be on has no room for it, and some to spare.
    case noRoom
    /// Nobody waits for it any more.
    case abandoned
    /// One is being made.
    case busy
    /// The copy does not prove to be whole, so the store is not either.
    case damaged
    /// The store can't be read, or the copy not be written; or the store is closing.
    case store(StoreFailure)
}
