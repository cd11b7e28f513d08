import Synchronization

/// Some of the entries of an `UnsettledIndex`. Only the newest is added to, by the writer; read by
/// anybody.
final class KeyGeneration: Sendable {
    /// One more than that of the one before.
    let number: Int

    private let tables = Mutex(KeyKind.allCases.map { _ in UnsettledTable() })
    private let entryCount = Atomic<Int>(0)
    private let successor = Mutex<KeyGeneration?>(nil)

    init(number: Int) { self.number = number }

    var count: Int { entryCount.load(ordering: .acquiring) }

    var next: KeyGeneration? { successor.withLock { $0 } }

    func makeNext() -> KeyGeneration {
        let generation = KeyGeneration(number: number + 1)
        successor.withLock { $0 = generation }
        return generation
    }

    func add(_ hash: KeyHash, _ kind: KeyKind, _ candidate: UnsettledCandidate) {
        tables.withLock { $0[kind.rawValue].add(hash, candidate) }
        entryCount.add(1, ordering: .releasing)
    }

    /// The one that was added first.
    func first(_ kind: KeyKind) -> UnsettledCandidate? {
        tables.withLock { $0[kind.rawValue].first }
    }

    /// The next whom a key may lead to, the latest first.
    func find(
        _ hash: KeyHash, _ kind: KeyKind, from place: inout UnsettledTable.Place, atMost limit: Int
    ) -> [UnsettledCandidate] {
        tables.withLock { $0[kind.rawValue].find(hash, from: &place, atMost: limit) }
    }
}
