import DirectoryDomain
import DirectorySQLite
import TestSupport
import Testing

@Suite("The quota of exports in a file")
struct ExportQuotaTests {
    private let place = TemporaryStore()

    private static let period = ExportQuota.periodMilliseconds

    /// How many of so many exports at once are granted.
    private func granted(_ count: Int, of user: User, in harness: StoreHarness) async -> Int {
        await withTaskGroup(of: Bool.self, returning: Int.self) { group in
            for _ in 0..<count { group.addTask { (try? await harness.export(user)) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    private func makeUser(in store: SQLiteStore) async throws -> User {
        try await TemporaryStore.harness(store).create(
            "a@example.com", phoneNumber: "+14445556666")
    }

    @Test("of four at once three are granted, and a restart makes none of them undone")
    func restart() async throws {
        let first = try place.open()
        let user = try await makeUser(in: first)
        #expect(try await granted(4, of: user, in: TemporaryStore.harness(first)) == 3)
        first.close()
        let again = try place.open()
        defer { again.close() }
        #expect(try await granted(4, of: user, in: TemporaryStore.harness(again)) == 0)
        place.clock.advance(milliseconds: Self.period)
        #expect(try await granted(4, of: user, in: TemporaryStore.harness(again)) == 3)
    }

    @Test("a crash behind the answer forgets none of them")
    func crash() async throws {
        let store = try place.open()
        defer { store.close() }
        let user = try await makeUser(in: store)
        let harness = try TemporaryStore.harness(store)
        #expect(await granted(2, of: user, in: harness) == 2)
        let crashed = TemporaryStore()
        try await harness.run(
            PlantedCommand<Void> { [place] _, _ in
                do { try place.copyAsAfterCrash(to: crashed) } catch { throw Refusal.notFound }
            })
        let recovered = try crashed.open()
        defer { recovered.close() }
        #expect(try await granted(4, of: user, in: TemporaryStore.harness(recovered)) == 1)
        #expect(try recovered.verify().problems == [])
    }

    @Test("a clock that is set back grants none, and one that is set on grants what is due")
    func clockStep() async throws {
        let first = try place.open()
        let user = try await makeUser(in: first)
        #expect(try await granted(3, of: user, in: TemporaryStore.harness(first)) == 3)
        place.clock.step(byMilliseconds: -2 * Self.period)
        #expect(try await granted(4, of: user, in: TemporaryStore.harness(first)) == 0)
        first.close()
        let again = try place.open()
        defer { again.close() }
        #expect(try await granted(4, of: user, in: TemporaryStore.harness(again)) == 0)
        place.clock.step(byMilliseconds: 3 * Self.period)
        #expect(try await granted(4, of: user, in: TemporaryStore.harness(again)) == 3)
    }
}
