import Synchronization

/// How often something was committed, for readers to see whether their snapshot is still the
/// newest. Counts in this process only.
final class CommitSequence: Sendable {
    private let count = Atomic<UInt64>(0)
    private let observers = Mutex<[@Sendable () -> Void]>([])

    var current: UInt64 { count.load(ordering: .acquiring) }

    /// What the count will be after the commit at hand; for the writer alone.
    var next: UInt64 { current + 1 }

    /// By the writer alone: after COMMIT has returned, before anybody hears of it.
    func publish() {
        count.add(1, ordering: .releasing)
        for observer in observers.withLock({ $0 }) { observer() }
    }

    /// Calls `body` on the writer's thread after each commit that is counted.
    func observe(_ body: @escaping @Sendable () -> Void) {
        observers.withLock { $0.append(body) }
    }
}
