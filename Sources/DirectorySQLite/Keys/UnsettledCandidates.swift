/// Whom an unsettled key may lead to, the entries that were added last first. Looked for as they
/// are asked for: any number of users may have one phone number, and mostly the first is the one.
///
/// Numbers are set in the order of their events, so those who set one last come first; only entries
/// of what was never committed may stand between them.
struct UnsettledCandidates: Sequence, IteratorProtocol {
    private static let batch = 8

    private let hash: KeyHash?
    private let kind: KeyKind
    /// The newest, to be searched first, comes last.
    private var generations: [KeyGeneration] = []
    private var found: ArraySlice<UnsettledCandidate> = []
    /// Where the search of the last generation goes on.
    private var place = UnsettledTable.Place()

    /// None.
    init() {
        hash = nil
        kind = .uuid
    }

    init(of hash: KeyHash, _ kind: KeyKind, since oldest: KeyGeneration) {
        self.hash = hash
        self.kind = kind
        var generation: KeyGeneration? = oldest
        while let current = generation {
            generations.append(current)
            generation = current.next
        }
    }

    mutating func next() -> UnsettledCandidate? {
        guard let hash else { return nil }
        while found.isEmpty {
            guard let generation = generations.last else { return nil }
            found = generation.find(hash, kind, from: &place, atMost: Self.batch)[...]
            if place.isAtEnd {
                place = UnsettledTable.Place()
                generations.removeLast()
            }
        }
        return found.popFirst()
    }
}
