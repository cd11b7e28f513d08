/// Which stream ids a connection has used: the last 4 096, by serial arithmetic (RFC 1982), so that
/// 1 follows 0xFFFFFFFF and ids out of order are told from ids used before.
///
/// Most clients count up by two. For those the length of the run is all that is kept; a bit for
/// each id is set aside once one comes out of order.
struct StreamWindow: Sendable {
    private let size: Int
    private var bits: [UInt64]
    private var highest: UInt32?
    /// How many ids up to `highest` are used without a gap, `size` at the most; without bits only.
    private var run = 0

    /// - Parameter size: ids remembered, a power of two of at least 64.
    init(size: Int) {
        precondition(size >= 64 && size & (size - 1) == 0)
        self.size = size
        bits = []
    }

    /// Marks an odd id as used; false when it was used before. An id older than the window can't be
    /// told from a new one, and is taken for new.
    mutating func use(_ id: UInt32) -> Bool {
        guard let highest else {
            self.highest = id
            run = 1
            return true
        }
        // Ids are odd, so their distance is even; halved it counts ids.
        let distance = Int(Int32(bitPattern: id &- highest)) / 2
        if bits.isEmpty {
            if distance == 1 {
                self.highest = id
                run = min(run + 1, size)
                return true
            }
            if distance <= 0, -distance < run { return false }
            spread(to: highest)
        }
        if distance > 0 {
            forget(from: highest, count: distance)
            self.highest = id
        } else if -distance >= size {
            return true
        }
        if bits[word(id)] & bit(id) != 0 { return false }
        mark(id)
        return true
    }

    /// Sets aside a bit for each id, with those of the run set.
    private mutating func spread(to highest: UInt32) {
        bits = Array(repeating: 0, count: size / 64)
        var id = highest
        for _ in 0..<run {
            mark(id)
            id &-= 2
        }
    }

    private mutating func forget(from highest: UInt32, count: Int) {
        if count >= size {
            for index in bits.indices { bits[index] = 0 }
            return
        }
        var id = highest
        for _ in 0..<count {
            id &+= 2
            bits[word(id)] &= ~bit(id)
        }
    }

    private mutating func mark(_ id: UInt32) { bits[word(id)] |= bit(id) }
    private func slot(_ id: UInt32) -> Int { Int(id >> 1) & (size - 1) }
    private func word(_ id: UInt32) -> Int { slot(id) >> 6 }
    private func bit(_ id: UInt32) -> UInt64 { 1 << UInt64(slot(id) & 63) }
}
