import Synchronization

/// Lets one backup at a time be made.
final class BackupGate: Sendable {
    let isRunning = Atomic<Bool>(false)
}
