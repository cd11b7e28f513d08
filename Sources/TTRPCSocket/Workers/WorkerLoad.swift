import Synchronization

/// How many connections a worker has, for the acceptor to find the least loaded one.
final class WorkerLoad: Sendable {
    private let count = Atomic<Int>(0)

    var connections: Int { count.load(ordering: .relaxed) }

    func add(_ change: Int) { count.add(change, ordering: .relaxed) }
}
