/// The keys of one kind that came in last, as they came.
struct PendingKeys {
    private var bytes: [UInt8] = []
    private var ends: [Int32] = []
    private var ids: [Int64] = []
    private var positions: [Int64] = []

    var count: Int { ids.count }

    /// - Parameter position: of the event that set it, of a number.
    mutating func add(_ key: String, position: Int64?, authyID: Int64) {
        bytes.append(contentsOf: key.utf8)
        ends.append(Int32(bytes.count))
        ids.append(authyID)
        if let position { positions.append(position) }
    }

    /// All of them in their order.
    func run(generation: Int, firstPosition: Int64) -> KeyRun {
        let arrived = KeyRun(
            generation: generation, firstPosition: firstPosition, bytes: bytes, ends: ends,
            ids: ids, positions: positions)
        var order = ids.indices.map { (prefix: arrived.prefix(at: $0), index: $0) }
        order.sort { one, other in
            one.prefix == other.prefix
                ? arrived.isBefore(one.index, arrived, other.index) : one.prefix < other.prefix
        }
        var sorted = PendingKeys()
        sorted.bytes.reserveCapacity(bytes.count)
        for (_, index) in order {
            sorted.bytes.append(contentsOf: bytes[arrived.range(at: index)])
            sorted.ends.append(Int32(sorted.bytes.count))
            sorted.ids.append(ids[index])
            if !positions.isEmpty { sorted.positions.append(positions[index]) }
        }
        return KeyRun(
            generation: generation, firstPosition: firstPosition, bytes: sorted.bytes,
            ends: sorted.ends, ids: sorted.ids, positions: sorted.positions)
    }
}
