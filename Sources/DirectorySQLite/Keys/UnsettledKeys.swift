/// The keys that are not in their tables yet, for the writer, who is to put them there: of every
/// kind those that were brought last, and those that are in order. A value.
struct UnsettledKeys {
    /// With what those began that are not in order yet.
    private struct Beginning {
        /// Of the event that created the first user.
        let position: Int64
        /// That the first entry was added to; see `UnsettledIndex`.
        let generation: Int
    }

    private var pending = Array(repeating: PendingKeys(), count: KeyKind.allCases.count)
    private var sweeps = Array(repeating: KeySweep(), count: KeyKind.allCases.count)
    private var beginning: Beginning?
    /// Users, by the transaction at hand.
    private(set) var broughtUsers = 0

    var isEmpty: Bool { beginning == nil && sweeps.allSatisfy(\.isEmpty) }

    /// Those that are in order.
    subscript(kind: KeyKind) -> KeySweep {
        get { sweeps[kind.rawValue] }
        _modify { yield &sweeps[kind.rawValue] }
    }

    /// Users whose keys are not in order yet.
    var pendingUsers: Int { pending[KeyKind.uuid.rawValue].count }

    /// The position behind which users were created whose keys are not all in their tables; nil
    /// when there are none.
    var unsettledAfter: Int64? {
        let first = sweeps.compactMap { $0.oldest?.firstPosition }.min()
        return (first ?? beginning?.position).map { $0 - 1 }
    }

    /// That an unsettled key's entry may be in; nil when there are none.
    var oldestGeneration: Int? {
        sweeps.compactMap { $0.oldest?.generation }.min() ?? beginning?.generation
    }

    /// - Parameters:
    ///   - createdAt: the position of the event that created the user.
    ///   - generation: that its entry was added to.
    mutating func add(
        _ key: String, _ kind: KeyKind, of holder: UnsettledCandidate, createdAt: Int64,
        generation: @autoclosure () -> Int
    ) {
        pending[kind.rawValue].add(key, position: holder.position, authyID: holder.authyID)
        if kind == .uuid { broughtUsers += 1 }
        if beginning == nil {
            beginning = Beginning(position: createdAt, generation: generation())
        }
    }

    /// At the end of a transaction.
    mutating func forgetBrought() { broughtUsers = 0 }

    /// Puts all in order that are not.
    mutating func seal() {
        guard let beginning else { return }
        for kind in KeyKind.allCases.map(\.rawValue) {
            sweeps[kind].add(
                pending[kind].run(
                    generation: beginning.generation, firstPosition: beginning.position))
            pending[kind] = PendingKeys()
        }
        self.beginning = nil
    }
}
