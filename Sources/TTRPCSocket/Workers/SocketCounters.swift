import Synchronization

/// What the socket counts, for the status. Any thread.
package final class SocketCounters: Sendable {
    private let open = Atomic<Int>(0)
    private let held = Atomic<Int>(0)
    private let streaming = Atomic<Int>(0)
    private let expired = Atomic<Int64>(0)
    private let overloaded = Atomic<Int64>(0)
    let uids = UIDTallies()

    package init() {}

    package var connections: Int { open.load(ordering: .relaxed) }
    /// Calls that wait for an answer from another thread, and streams that are open.
    package var callsInFlight: Int { held.load(ordering: .relaxed) }

    package var streams: Int { streaming.load(ordering: .relaxed) }

    /// Calls whose deadline had passed before they were answered.
    package var expiredCalls: Int64 { expired.load(ordering: .relaxed) }
    /// Calls that were refused because too much was under way.
    package var overloadedCalls: Int64 { overloaded.load(ordering: .relaxed) }

    func addConnections(_ change: Int) { open.add(change, ordering: .relaxed) }
    func addCalls(_ change: Int) { held.add(change, ordering: .relaxed) }
    func addExpired() { expired.add(1, ordering: .relaxed) }
    func addOverloaded() { overloaded.add(1, ordering: .relaxed) }
    func addStreams(_ change: Int) { streaming.add(change, ordering: .relaxed) }
}
