import Synchronization

/// Wakes one worker's dispatcher from any thread: what concerns all its streams costs one letter.
package final class DispatcherSignal: Sendable {
    private let post: @Sendable () -> Void
    private let isRaised = Atomic<Bool>(false)

    /// - Parameter post: sees to it that the worker lowers this and calls `signalled`.
    package init(post: @escaping @Sendable () -> Void) { self.post = post }

    /// `signalled` will be called, once for all that is raised before.
    package func raise() {
        guard !isRaised.exchange(true, ordering: .acquiringAndReleasing) else { return }
        post()
    }

    /// By the worker, before the call.
    package func lower() { _ = isRaised.exchange(false, ordering: .acquiringAndReleasing) }
}

/// The streams that a dispatcher wants to have a turn.
package struct TurnRequests {
    package private(set) var streams: [StreamSignal] = []

    package init() {}

    package mutating func request(_ stream: StreamSignal) { streams.append(stream) }
    package mutating func removeAll() { streams.removeAll(keepingCapacity: true) }
}
