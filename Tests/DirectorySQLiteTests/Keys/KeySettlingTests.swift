import Testing

@testable import DirectorySQLite

@Suite("How many keys move on")
struct KeySettlingTests {
    private func share(
        _ settling: KeySettling, of level: KeyLevel = .newest, count: Int64,
        total: Int64 = 1_000_000, brought: Int64 = 0, at now: UInt64 = 0
    ) -> Int64 {
        settling.share(
            of: level, count: count, total: total, brought: brought, nowNanoseconds: now)
    }

    @Test("a level grows with the store, and each is as many times as large as the one before it")
    func rooms() {
        for (total, root) in [(0, 1), (6_000, 1), (48_000, 2), (1_000_000, 6), (10_000_000, 12)] {
            let newest = KeySettling.room(in: .newest, total: Int64(total))
            #expect(newest == Int64(root) * KeySettling.commit)
            #expect(KeySettling.room(in: .recent, total: Int64(total)) == newest * Int64(root))
        }
    }

    @Test("an import moves on what is beyond a level's room, and at most twice what it brings")
    func duringAnImport() {
        let settling = KeySettling()
        let room = KeySettling.room(in: .newest, total: 1_000_000)
        #expect(share(settling, count: room, brought: 100) == 0)
        #expect(share(settling, count: room + 7, brought: 100) == 7)
        #expect(share(settling, count: room + 777, brought: 100) == 200)
    }

    @Test("while an import goes on, others' transactions move nothing; a little once it is over")
    func besidesAnImport() {
        var settling = KeySettling()
        settling.willCommit(staged: true, nowNanoseconds: 1_000)
        settling.willCommit(staged: false, nowNanoseconds: 2_000)
        let over = 1_000 + KeySettling.patienceNanoseconds
        #expect(share(settling, count: 5_000, at: over - 1) == 0)
        #expect(share(settling, count: 5_000, at: over) == KeySettling.sharedChunk)
        #expect(share(settling, count: 5, at: over) == 5)
    }

    @Test("what a stopped daemon has left is moved on at once")
    func afterAStart() {
        #expect(share(KeySettling(), count: 3) == 3)
    }
}
