import Synchronization

/// How often keys were taken away, or got other limits. What is remembered of a key is good for as
/// long as this number stands: it is raised once the change is on the disk, before anybody hears of
/// it. Any thread.
package final class KeyChanges: Sendable {
    private let count = Atomic<UInt64>(0)

    package init() {}

    var current: UInt64 { count.load(ordering: .acquiring) }

    func advance() { count.add(1, ordering: .releasing) }
}
