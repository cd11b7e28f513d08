/// Keys of one kind that came in one after the other, in their order.
final class KeyRun: Sendable {
    /// That their entries were added to, the earliest; see `UnsettledIndex`.
    let generation: Int
    /// Of the event that created the first of their users.
    let firstPosition: Int64
    /// All keys, one after the other.
    let bytes: [UInt8]
    private let ends: [Int32]
    private let ids: [Int64]
    /// Of the events that set them; empty when the kind has none.
    private let positions: [Int64]

    init(
        generation: Int, firstPosition: Int64, bytes: [UInt8], ends: [Int32], ids: [Int64],
        positions: [Int64]
    ) {
        self.generation = generation
        self.firstPosition = firstPosition
        self.bytes = bytes
        self.ends = ends
        self.ids = ids
        self.positions = positions
    }

    var count: Int { ids.count }

    /// Of a key, in `bytes`.
    func range(at index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    func authyID(at index: Int) -> Int64 { ids[index] }

    func position(at index: Int) -> Int64? { positions.isEmpty ? nil : positions[index] }

    /// The key, its user and, of a number, its position, as a statement's first parameters.
    func bind(_ index: Int, to statement: PreparedStatement) {
        let bytes = bytes
        statement.bind(utf8: bytes.span.extracting(range(at: index)), at: 1)
        statement.bind(ids[index], at: 2)
        if !positions.isEmpty { statement.bind(positions[index], at: 3) }
    }

    func prefix(at index: Int) -> KeyPrefix { KeyPrefix(bytes, range(at: index)) }

    /// Whether a key comes before another run's.
    func isBefore(_ index: Int, _ other: KeyRun, _ otherIndex: Int) -> Bool {
        let (own, others) = (range(at: index), other.range(at: otherIndex))
        for offset in 0..<min(own.count, others.count) {
            let (byte, otherByte) =
                (bytes[own.lowerBound + offset], other.bytes[others.lowerBound + offset])
            if byte != otherByte { return byte < otherByte }
        }
        return own.count < others.count
    }

    /// The first key that is not before another run's or the same; `count` for none.
    func firstIndex(behind other: KeyRun, _ otherIndex: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if other.isBefore(otherIndex, self, middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
