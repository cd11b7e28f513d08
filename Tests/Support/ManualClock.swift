import DirectoryDomain
import Synchronization

/// A clock that a test moves: the time of day, which may step back, and the monotonic one.
package final class ManualClock: Sendable {
    private struct Hands {
        var milliseconds: Int64
        var monotonicNanoseconds: UInt64 = 1_000_000_000
    }

    private let hands: Mutex<Hands>

    /// 2024-01-15T10:30:00.000Z, as in the documents' samples, unless told.
    package init(milliseconds: Int64 = 1_705_314_600_000) {
        hands = Mutex(Hands(milliseconds: milliseconds))
    }

    package var now: Timestamp {
        Timestamp(milliseconds: hands.withLock { $0.milliseconds })
    }

    package var monotonicNanoseconds: UInt64 { hands.withLock { $0.monotonicNanoseconds } }

    /// Both clocks go on.
    package func advance(milliseconds: Int64) {
        precondition(milliseconds >= 0)
        hands.withLock {
            $0.milliseconds += milliseconds
            $0.monotonicNanoseconds += UInt64(milliseconds) * 1_000_000
        }
    }

    package func advance(days: Int64) { advance(milliseconds: days * 86_400_000) }

    /// Somebody sets the time of day; the monotonic clock knows nothing of it.
    package func step(byMilliseconds milliseconds: Int64) {
        hands.withLock { $0.milliseconds += milliseconds }
    }
}
