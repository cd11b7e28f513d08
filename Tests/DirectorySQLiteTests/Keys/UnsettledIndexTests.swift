import Testing

@testable import DirectorySQLite

@Suite("The index of unsettled keys")
struct UnsettledIndexTests {
    private func add(
        _ key: String, _ kind: KeyKind = .uuid, authyID: Int64, position: Int64? = nil,
        to index: UnsettledIndex
    ) {
        index.newest.add(
            KeyHash(key, kind), kind, UnsettledCandidate(authyID: authyID, position: position))
    }

    private func ids(_ key: String, _ kind: KeyKind = .uuid, in index: UnsettledIndex) -> [Int64] {
        let glance = UnsettledGlance(index)
        glance.enterSnapshot()
        return glance.candidates(key, kind).map(\.authyID)
    }

    @Test("finds all that a key may lead to, however far it has grown, and nothing else")
    func answers() {
        let index = UnsettledIndex()
        for number in 1...5_000 { add("key \(number)", authyID: Int64(number), to: index) }
        add("key 7", authyID: 5_001, to: index)
        #expect(index.newest.count == 5_001)
        for number in 1...5_000 where number != 7 {
            #expect(ids("key \(number)", in: index) == [Int64(number)])
        }
        #expect(ids("key 7", in: index).sorted() == [7, 5_001])
        #expect(ids("other", in: index) == [])
        #expect(ids("key 8", .email, in: index) == [])
    }

    @Test("of a number's holders those come first who set it last, over all generations")
    func order() {
        let index = UnsettledIndex()
        for number in 1...30 {
            if number == 20 {
                for _ in index.newest.count..<UnsettledIndex.generationEntries {
                    add("other", authyID: 1, to: index)
                }
                index.letGo(before: 0)
            }
            add("+1555", .phone, authyID: Int64(number), position: Int64(number), to: index)
        }
        #expect(index.newest.number == 1)
        #expect(ids("+1555", .phone, in: index) == (1...30).reversed())
    }

    @Test("a full generation is followed by the next, and is let go of when its keys are settled")
    func generations() {
        let index = UnsettledIndex()
        let glance = UnsettledGlance(index)
        glance.enterSnapshot()
        #expect(!glance.mayHoldUnsettled)
        // However many have one key.
        for position in 1...UnsettledIndex.generationEntries {
            add("first", .phone, authyID: 1, position: Int64(position), to: index)
        }
        index.letGo(before: 0)
        #expect(index.newest.number == 1)
        #expect(index.oldest.number == 0)
        add("second", authyID: 2, to: index)
        #expect(ids("first", .phone, in: index).count == UnsettledIndex.generationEntries)
        index.letGo(before: 1)
        #expect(ids("first", .phone, in: index) == [])
        #expect(ids("second", in: index) == [2])
        index.letGo(before: nil)
        #expect(ids("second", in: index) == [])
        // Of before, it has them all.
        #expect(glance.mayHoldUnsettled)
        #expect(glance.candidates("second", .uuid).map(\.authyID) == [2])
    }

    @Test("a search goes on where it was, though entries have come in since")
    func growing() {
        let index = UnsettledIndex()
        for id in 1...100 { add("key", .phone, authyID: Int64(id), position: Int64(id), to: index) }
        let glance = UnsettledGlance(index)
        glance.enterSnapshot()
        var candidates = glance.candidates("key", .phone)
        var found: [Int64] = []
        while let candidate = candidates.next() {
            found.append(candidate.authyID)
            // The table grows meanwhile.
            for number in 0..<50 {
                add("other \(found.count) \(number)", .phone, authyID: 7, position: 200, to: index)
            }
            add("key", .phone, authyID: 300, position: 300, to: index)
        }
        #expect(found == (1...100).reversed())
    }

    @Test("while nothing is unsettled, there is nothing to ask")
    func empty() {
        let index = UnsettledIndex()
        index.letGo(before: nil)
        #expect(index.newest.number == 0)
        #expect(ids("any", in: index) == [])
    }
}
