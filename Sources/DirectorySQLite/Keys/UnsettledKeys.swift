/// The keys that are not in their tables yet, for the writer, who is to put them there: of every
/// kind those of the transaction at hand, and those of committed ones. A value.
struct UnsettledKeys {
    private var pending = Array(repeating: PendingKeys(), count: KeyKind.allCases.count)
    private var sweeps = Array(repeating: KeySweep(), count: KeyKind.allCases.count)
    /// Of the event that created the first user of the transaction at hand.
    private var firstPending: Int64?

    var isEmpty: Bool { firstPending == nil && sweeps.allSatisfy(\.isEmpty) }

    /// Not counting those of the transaction at hand.
    subscript(kind: KeyKind) -> KeySweep {
        get { sweeps[kind.rawValue] }
        _modify { yield &sweeps[kind.rawValue] }
    }

    func pendingCount(_ kind: KeyKind) -> Int { pending[kind.rawValue].count }

    /// The position behind which users were created whose keys are not all in their tables; nil
    /// when there are none.
    var unsettledAfter: Int64? {
        var first = firstPending
        for run in sweeps.lazy.flatMap(\.openRuns) {
            first = min(first ?? .max, run.firstPosition)
        }
        return first.map { $0 - 1 }
    }

    /// Of committed keys; nil when there are none.
    var oldestGeneration: Int? {
        sweeps.lazy.flatMap(\.openRuns).map(\.generation).min()
    }

    /// - Parameters:
    ///   - position: of the event that set a number.
    ///   - createdAt: the position of the event that created the user.
    mutating func add(
        _ key: String, position: Int64?, authyID: Int64, _ kind: KeyKind, createdAt: Int64
    ) {
        pending[kind.rawValue].add(key, position: position, authyID: authyID)
        firstPending = firstPending ?? createdAt
    }

    /// At the end of a transaction: what it has brought is in order from here on.
    /// - Parameter generation: that the first of its entries was added to.
    mutating func seal(in generation: Int) {
        guard let firstPosition = firstPending else { return }
        for kind in KeyKind.allCases.map(\.rawValue) {
            sweeps[kind].add(
                pending[kind].run(generation: generation, firstPosition: firstPosition))
            pending[kind] = PendingKeys()
        }
        firstPending = nil
    }
}
