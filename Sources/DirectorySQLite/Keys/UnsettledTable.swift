/// Candidates by the hashes of keys of one kind: a hash table with chains, for any number of users
/// may have the same phone number.
struct UnsettledTable: Sendable {
    /// The first entry of a chain, by the last bits of its hash; -1 for none.
    private var chains = [Int32](repeating: -1, count: 1_024)
    /// By entry.
    private var hashes: [UInt64] = []
    private var ids: [Int64] = []
    /// Empty when the kind has none.
    private var positions: [Int64] = []
    /// The next entry of the chain.
    private var following: [Int32] = []

    /// The one that was added first.
    var first: UnsettledCandidate? { ids.isEmpty ? nil : candidate(0) }

    mutating func add(_ hash: KeyHash, _ candidate: UnsettledCandidate) {
        if hashes.count == chains.count { widen() }
        hashes.append(hash.value)
        ids.append(candidate.authyID)
        if let position = candidate.position { positions.append(position) }
        following.append(0)
        link(hashes.count - 1)
    }

    /// Where a search goes on. It stays right while entries are added: in whatever chain, older
    /// ones follow in the same order.
    struct Place: Sendable {
        fileprivate var entry: Int32?
        var isAtEnd: Bool { entry == -1 }
    }

    /// The next candidates, those that were added last first.
    func find(
        _ hash: KeyHash, from place: inout Place, atMost limit: Int
    ) -> [UnsettledCandidate] {
        var found: [UnsettledCandidate] = []
        var entry = place.entry ?? chains[chain(of: hash.value)]
        while entry >= 0, found.count < limit {
            if hashes[Int(entry)] == hash.value { found.append(candidate(Int(entry))) }
            entry = following[Int(entry)]
        }
        place.entry = entry
        return found
    }

    private func candidate(_ entry: Int) -> UnsettledCandidate {
        UnsettledCandidate(
            authyID: ids[entry], position: positions.isEmpty ? nil : positions[entry])
    }

    private func chain(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash) & (chains.count - 1)
    }

    private mutating func link(_ entry: Int) {
        let chain = chain(of: hashes[entry])
        following[entry] = chains[chain]
        chains[chain] = Int32(entry)
    }

    private mutating func widen() {
        chains = Array(repeating: -1, count: 2 * chains.count)
        for entry in hashes.indices { link(entry) }
    }
}
