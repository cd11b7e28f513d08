import Synchronization

/// How often each method was answered with each status.
final class CallTally: Sendable {
    /// The statuses of gRPC, and one for all others.
    static let statuses = 18
    /// The place of what is no method of ours.
    static let unknown = DirectoryHandlers.all.count

    private let counts: InlineArray<512, Atomic<Int64>>

    init() {
        precondition((CallTally.unknown + 1) * CallTally.statuses <= 512)
        counts = InlineArray { _ in Atomic(0) }
    }

    /// By the one thread that counts here: what it costs is what a plain number costs.
    func add(_ method: Int, _ code: Int32) {
        let place = CallTally.place(method, code)
        counts[place].store(counts[place].load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    }

    /// By any thread, where several count.
    func addShared(_ method: Int, _ code: Int32) {
        counts[CallTally.place(method, code)].wrappingAdd(1, ordering: .relaxed)
    }

    func count(_ method: Int, _ code: Int32) -> Int64 {
        counts[CallTally.place(method, code)].load(ordering: .relaxed)
    }

    private static func place(_ method: Int, _ code: Int32) -> Int {
        let isKnown = code >= 0 && code < statuses - 1
        return method * statuses + (isKnown ? Int(code) : statuses - 1)
    }
}
