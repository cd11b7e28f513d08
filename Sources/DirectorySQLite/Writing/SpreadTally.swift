import DirectoryDomain
import Synchronization

/// How values are spread over buckets. One thread counts, at the price of plain numbers; any reads.
final class SpreadTally: Sendable {
    private let bounds: [Int64]
    private let counts: InlineArray<16, Atomic<Int64>>
    private let sum = Atomic<Int64>(0)

    /// - Parameter bounds: at most 15, in rising order.
    init(_ bounds: [Int64]) {
        precondition(bounds.count < 16)
        self.bounds = bounds
        counts = InlineArray { _ in Atomic(0) }
    }

    /// By the one thread.
    func add(_ value: Int64) {
        let place = bounds.firstIndex { value <= $0 } ?? bounds.count
        Self.raise(counts[place], by: 1)
        Self.raise(sum, by: value)
    }

    var spread: WriterFigures.Spread {
        WriterFigures.Spread(
            bounds: bounds,
            counts: (0...bounds.count).map { counts[$0].load(ordering: .relaxed) },
            sum: sum.load(ordering: .relaxed))
    }

    /// Nobody else writes, so that no locked instruction is needed.
    private static func raise(_ place: borrowing Atomic<Int64>, by amount: Int64) {
        place.store(place.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }
}
