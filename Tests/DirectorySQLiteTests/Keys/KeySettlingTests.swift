import Testing

@testable import DirectorySQLite

@Suite("How many keys are settled, and when")
struct KeySettlingTests {
    private func share(
        _ settling: KeySettling, of count: Int, age: Int64 = 0, total: Int64 = 1_000_000,
        brought: Int = 0, at now: UInt64 = 0
    ) -> Int {
        settling.share(
            of: count, age: age, total: total, broughtUsers: brought, nowNanoseconds: now)
    }

    @Test("the room for unsettled keys grows with the store, between two bounds")
    func rooms() {
        for (total, room) in [
            (0, 24_000), (480_000, 24_000), (1_000_000, 50_000), (5_000_000, 250_000),
            (100_000_000, 250_000),
        ] {
            #expect(KeySettling().room(total: Int64(total)) == room)
        }
    }

    @Test("an import settles what is beyond the room, and at most twice what it brings")
    func duringAnImport() {
        let settling = KeySettling()
        let room = settling.room(total: 1_000_000)
        #expect(share(settling, of: room, brought: 100) == 0)
        #expect(share(settling, of: room + 7, brought: 100) == 7)
        #expect(share(settling, of: room + 777, brought: 100) == 200)
    }

    @Test("keys that have waited for two rounds are settled whatever room there is")
    func late() {
        let settling = KeySettling()
        let age = Int64(8 * settling.room(total: 1_000_000))
        #expect(share(settling, of: 5_000, age: age, brought: 100) == 0)
        #expect(share(settling, of: 5_000, age: age + 1, brought: 100) == 200)
        #expect(share(settling, of: 50, age: age + 1, brought: 100) == 50)
    }

    @Test("while an import goes on, others' transactions settle nothing; a little once it is over")
    func besidesAnImport() {
        var settling = KeySettling()
        settling.willCommit(isImport: true, nowNanoseconds: 1_000)
        settling.willCommit(isImport: false, nowNanoseconds: 2_000)
        let over = 1_000 + KeySettling.patienceNanoseconds
        #expect(share(settling, of: 5_000, at: over - 1) == 0)
        #expect(share(settling, of: 5_000, at: over) == KeySettling.sharedChunk)
        #expect(share(settling, of: 5, at: over) == 5)
    }

    @Test("what a stopped daemon has left is settled at once")
    func afterAStart() {
        #expect(share(KeySettling(), of: 3) == 3)
    }
}
