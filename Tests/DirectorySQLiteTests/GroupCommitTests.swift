import DirectoryDomain
import DirectorySQLite
import Synchronization
import TestSupport
import Testing

@Suite("Group commit")
struct GroupCommitTests {
    private typealias Created = Result<FindOrCreateUser.Outcome, CommandError>

    private let place = TemporaryStore()

    /// Creates users in one batch, and gives what came of each.
    private func createTogether(
        _ emails: [(email: String, uuid: String)], in store: SQLiteStore,
        meanwhile: () -> Void = {}
    ) async throws -> [Created] {
        let gate = Gate()
        gate.hold(store)
        let outcomes = Outcomes<Created>(count: emails.count)
        for (index, (email, uuid)) in emails.enumerated() {
            let command = FindOrCreateUser(
                email: try Fixture.email(email), requestedUUID: try Fixture.uuid(uuid),
                freshUUID: Fixture.freshUUID())
            store.submit(
                command, from: CommandOrigin(organizationID: "", actor: "uid:1")
            ) { outcomes.add($0, at: index) }
        }
        meanwhile()
        gate.open()
        let all = await outcomes.all()
        return emails.indices.compactMap { all[$0] }
    }

    @Test("callers that wait together share one commit")
    func sharesCommits() async throws {
        let store = try place.open()
        defer { store.close() }
        let before = store.commitCount
        let users = (0..<100).map { ("\($0)@example.com", "u\($0)") }
        let outcomes = try await createTogether(users, in: store)
        #expect(outcomes.allSatisfy { (try? $0.get())?.created == true })
        #expect(store.commitCount - before == 1)
    }

    @Test("what shared a commit, how long it took and what waits is told")
    func figures() async throws {
        let store = try place.open()
        defer { store.close() }
        let before = try #require(store.condition.writer)
        #expect(before.queuedCommands == 0 && before.failedCommits == 0)
        let waiting = Mutex(0)
        _ = try await createTogether((0..<100).map { ("\($0)@example.com", "u\($0)") }, in: store) {
            waiting.withLock { $0 = store.condition.writer?.queuedCommands ?? 0 }
        }
        #expect(waiting.withLock { $0 } == 100)
        let after = try #require(store.condition.writer)
        let commits = after.batchCommands.counts.reduce(0, +)
        #expect(after.batchCommands.sum - before.batchCommands.sum >= 100)
        #expect(after.batchCommands.counts[7] == 1, "100 are more than 64 and up to 128")
        #expect(commits == after.commitMicroseconds.counts.reduce(0, +))
        #expect(after.queuedCommands == 0 && after.failedCommits == 0)
    }

    @Test("one that is refused takes nothing from those in the same commit")
    func refusalInsideAGroup() async throws {
        let store = try place.open()
        defer { store.close() }
        let outcomes = try await createTogether(
            [
                ("a@example.com", "one"), ("b@example.com", "one"), ("c@example.com", "three"),
                ("a@example.com", "four"),
            ], in: store)
        #expect(store.commitCount == 1)
        #expect(try outcomes[0].get().created)
        #expect(throws: CommandError.refused(.uuidTaken)) { try outcomes[1].get() }
        #expect(try outcomes[2].get().user.authyID == 2)
        #expect(try outcomes[3].get().user == outcomes[0].get().user)
        let verification = try store.verify()
        #expect(verification == StoreVerification(events: 2, users: 2, problems: []))
    }

    @Test("what is acknowledged can be read by the one who is told, at once")
    func durableBeforeTold() async throws {
        let store = try place.open()
        defer { store.close() }
        let email = try Fixture.email("a@example.com")
        let command = FindOrCreateUser(
            email: email, requestedUUID: nil, freshUUID: Fixture.freshUUID())
        let seen: User? = await withCheckedContinuation { waiting in
            store.submit(
                command, from: CommandOrigin(organizationID: "", actor: "uid:1")
            ) { _ in
                // Still on the writer's thread.
                let user = try? store.makeReader().user(.email(email))
                waiting.resume(returning: user ?? nil)
            }
        }
        #expect(seen?.email == "a@example.com")
    }

    @Test("closing finishes what waits")
    func closingDrains() async throws {
        let store = try place.open()
        let users = (0..<20).map { ("\($0)@example.com", "u\($0)") }
        let outcomes = try await createTogether(users, in: store) {
            Task.detached { store.close() }
        }
        store.close()
        let accepted = outcomes.filter { (try? $0.get()) != nil }
        // All of them were taken before the store was told to close.
        #expect(accepted.count == 20)
        let again = try place.open()
        defer { again.close() }
        #expect(try again.makeReader().totals() == StoreTotals(users: 20, lastPosition: 20))
    }

    @Test("more than one batch is taken in order")
    func severalBatches() async throws {
        let store = try place.open()
        defer { store.close() }
        let users = (0..<600).map { ("\($0)@example.com", "u\($0)") }
        let outcomes = try await createTogether(users, in: store)
        let ids = try outcomes.map { try $0.get().user.authyID }
        #expect(ids == (1...600).map(Int64.init))
        #expect(store.commitCount == 3)
    }
}
