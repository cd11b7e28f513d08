/// A part of the table, under one lock: sets of eight places, of which the key's hash chooses one.
struct HotRecordShard: ~Copyable {
    private(set) var entries = 0
    private(set) var hits: UInt64 = 0
    private(set) var misses: UInt64 = 0
    /// Of the last drop: what was read at less is not taken in.
    private var sequence: UInt64 = 0
    private var memory: RecordMemory
    /// Where the search for a place to empty begins.
    private var hand = 0

    /// In a tag: the place was asked for since the hand last came by.
    private static let wasUsed: UInt64 = 1
    /// In a tag: the place is not empty.
    private static let isTaken: UInt64 = 2

    init(sets: Int) { memory = RecordMemory(sets: sets) }

    mutating func copy(
        _ key: borrowing HotRecordKey, hash: UInt64, to output: inout [UInt8]
    ) -> Bool {
        guard let place = find(key, hash) else {
            misses &+= 1
            return false
        }
        hits &+= 1
        let tag = memory.tag(place)
        if tag & Self.wasUsed == 0 { memory.setTag(place, to: tag | Self.wasUsed) }
        memory.copyRecord(at: place, to: &output)
        return true
    }

    mutating func keep(
        _ key: borrowing HotRecordKey, hash: UInt64, _ record: Span<UInt8>, readAt: UInt64
    ) {
        guard readAt >= sequence,
            key.bytes.count <= Int(UInt8.max),
            key.bytes.count + record.count <= RecordMemory.roomBytes
        else { return }
        let place = find(key, hash) ?? makeRoom(for: hash)
        if memory.tag(place) == 0 { entries += 1 }
        memory.put(key.kind.rawValue, key.bytes, record, at: place)
        memory.setTag(place, to: Self.tag(hash))
    }

    mutating func drop(_ key: borrowing HotRecordKey, hash: UInt64, at sequence: UInt64) {
        self.sequence = max(self.sequence, sequence)
        guard let place = find(key, hash) else { return }
        memory.erase(place)
        memory.setTag(place, to: 0)
        entries -= 1
    }

    /// Most records lie where they would rather be. To look there first is to know the place before
    /// its tag has come: the processor waits for both at once, and each comes from memory.
    private func find(_ key: borrowing HotRecordKey, _ hash: UInt64) -> Int? {
        let wanted = Self.tag(hash)
        let preferred = preferredPlace(hash)
        if holds(key, wanted, at: preferred) { return preferred }
        let first = firstPlace(hash)
        for place in first..<(first + RecordMemory.ways) where holds(key, wanted, at: place) {
            return place
        }
        return nil
    }

    @inline(__always)
    private func holds(_ key: borrowing HotRecordKey, _ wanted: UInt64, at place: Int) -> Bool {
        memory.tag(place) & ~Self.wasUsed == wanted
            && memory.holds(key.kind.rawValue, key.bytes, at: place)
    }

    /// The place that the key would rather have, if it is empty; else one of the set that is; else
    /// the first that was not used since the hand last came by; there is one after a round.
    private mutating func makeRoom(for hash: UInt64) -> Int {
        let preferred = preferredPlace(hash)
        if memory.tag(preferred) == 0 { return preferred }
        let first = firstPlace(hash)
        for place in first..<(first + RecordMemory.ways) where memory.tag(place) == 0 {
            return place
        }
        while true {
            hand = (hand + 1) % RecordMemory.ways
            let place = first + hand
            let tag = memory.tag(place)
            if tag & Self.wasUsed == 0 { return place }
            memory.setTag(place, to: tag & ~Self.wasUsed)
        }
    }

    /// By bits that choose neither the shard nor the set.
    private func preferredPlace(_ hash: UInt64) -> Int {
        firstPlace(hash) + Int(truncatingIfNeeded: hash >> 4) & (RecordMemory.ways - 1)
    }

    private func firstPlace(_ hash: UInt64) -> Int {
        Int(((hash >> 32) * UInt64(memory.sets)) >> 32) * RecordMemory.ways
    }

    private static func tag(_ hash: UInt64) -> UInt64 { hash << 2 | isTaken }
}
