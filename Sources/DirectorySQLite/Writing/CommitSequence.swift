import Synchronization

/// How often something was committed, for readers to see whether their snapshot is still the
/// newest. Counts in this process only.
final class CommitSequence: Sendable {
    private let count = Atomic<UInt64>(0)
    private let stagings = Atomic<UInt64>(0)
    private let observers = Mutex<[@Sendable () -> Void]>([])

    var current: UInt64 { count.load(ordering: .acquiring) }

    /// What the count will be after the commit at hand; for the writer alone.
    var next: UInt64 { current + 1 }

    /// By the writer alone: after COMMIT has returned, before anybody hears of it.
    func publish() {
        count.add(1, ordering: .releasing)
        for observer in observers.withLock({ $0 }) { observer() }
    }

    /// Odd while the store may hold keys that are not settled; see `StagingGlance`.
    var staging: UInt64 { stagings.load(ordering: .acquiring) }

    /// By the writer alone: before the first such key is committed, and after the last one is
    /// settled. Nothing when that was said already.
    func noteStaging(_ holdsStaged: Bool) {
        let isNoted = stagings.load(ordering: .relaxed) & 1 == 1
        if isNoted != holdsStaged { stagings.add(1, ordering: .acquiringAndReleasing) }
    }

    /// Calls `body` on the writer's thread after each commit that is counted.
    func observe(_ body: @escaping @Sendable () -> Void) {
        observers.withLock { $0.append(body) }
    }
}
