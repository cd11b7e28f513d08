import DirectoryCache
import DirectoryDomain
import DirectorySQLite
import EventCoding
import Foundation
import Synchronization
import TestSupport
import Testing

/// Takes in what was read before the last drop: what the table must not do.
private final class ForgetfulTable: HotRecords {
    let table: HotRecordTable

    init(_ table: HotRecordTable) { self.table = table }

    func drop(_ keys: [UserKey], at sequence: UInt64) { table.drop(keys, at: 0) }
}

/// The version of each user that was acknowledged last, and whether there will be more.
private final class Journal: Sendable {
    private let versions: Mutex<[Int64]>
    private let done = Atomic<Bool>(false)

    init(_ users: [User]) { versions = Mutex(users.map(\.version)) }

    func version(at index: Int) -> Int64 { versions.withLock { $0[index] } }
    func set(_ version: Int64, at index: Int) { versions.withLock { $0[index] = version } }
    var isDone: Bool { done.load(ordering: .relaxed) }
    func finish() { done.store(true, ordering: .relaxed) }
}

@Suite("Hot records and writes")
struct ReadYourWritesTests {
    private static let numbers = ["+15550100", "+1 555 0100", "+15550101", "+15550102"]

    private let folder = NSTemporaryDirectory() + "/rollcall-hot-" + UUID().uuidString
    private let table = HotRecordTable(bytes: 1 << 20)

    private func open(_ hotRecords: any HotRecords) throws -> StoreHarness {
        try StoreHarness { [folder] clock in
            try SQLiteStore(
                dataDirectory: folder + "/data", clock: { clock.now },
                monotonic: { clock.monotonicNanoseconds }, sealer: EventCodec(),
                hotRecords: hotRecords, onFatal: { _ in })
        }
    }

    private func close(_ harness: StoreHarness) {
        harness.store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func users(_ count: Int, in harness: StoreHarness) async throws -> [User] {
        var users: [User] = []
        for index in 0..<count {
            users.append(
                try await harness.create(
                    "User\(index)@example.com", phoneNumber: Self.numbers[index % 2]))
        }
        return users
    }

    private func keys(of users: [User]) throws -> [UserKey] {
        var keys = users.flatMap(\.keys)
        for number in Self.numbers {
            keys.append(.phoneNumber(try Fixture.number(number)))
            keys.append(.canonicalPhoneNumber(try Fixture.number(number).canonical ?? ""))
        }
        return keys
    }

    /// Compares what the table has, key by key, with the store.
    private func stale(_ keys: [UserKey], _ fresh: HotDirectory) throws -> Int {
        try keys.count { key in
            guard let kept = fresh.kept(key) else { return false }
            return try fresh.read(key)?.record != kept
        }
    }

    /// One thread takes the steps of a writer and of two readers in an order that a seed gives.
    /// A miss is two steps, so that writes come between its reading and its keeping.
    private func interleave(rounds: Int, in harness: StoreHarness) async throws -> Int {
        var random = SeededRandom(seed: 4)
        let users = try await users(3, in: harness)
        let keys = try keys(of: users)
        let readers = [
            try HotDirectory(table, harness.store), try HotDirectory(table, harness.store),
        ]
        let fresh = try HotDirectory(table, harness.store)
        var pending: [(reader: Int, key: UserKey, read: HotDirectory.Read)] = []
        var staleKeys = 0
        for _ in 0..<rounds {
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                let user = users[Int.random(in: 0..<3, using: &random)]
                let number = Self.numbers[Int.random(in: 0..<4, using: &random)]
                try await harness.set(number, of: user)
            case 1: try await harness.removeNumber(of: users[Int.random(in: 0..<3, using: &random)])
            case 2: readers[Int.random(in: 0..<2, using: &random)].reader.endBatch()
            case 3, 4, 5:
                let reader = Int.random(in: 0..<2, using: &random)
                let key = keys[Int.random(in: keys.indices, using: &random)]
                guard let read = try readers[reader].read(key) else { continue }
                pending = pending.suffix(5) + [(reader, key, read)]
            default:
                guard !pending.isEmpty else { continue }
                let at = Int.random(in: pending.indices, using: &random)
                let (reader, key, read) = pending.remove(at: at)
                readers[reader].keep(read, of: key)
            }
            staleKeys += try stale(keys, fresh)
        }
        return staleKeys
    }

    @Test("in 800 steps of writers and readers the table never has what was overwritten")
    func interleaved() async throws {
        let harness = try open(table)
        defer { close(harness) }
        #expect(try await interleave(rounds: 800, in: harness) == 0)
        #expect(table.figures.hits > 0)
    }

    @Test("a table that took in what was read before a drop would be caught")
    func broken() async throws {
        let harness = try open(ForgetfulTable(table))
        defer { close(harness) }
        #expect(try await interleave(rounds: 800, in: harness) > 0)
    }

    private func look(
        _ seed: UInt64, _ users: [User], _ keys: [UserKey], _ journal: Journal,
        in harness: StoreHarness
    ) async throws {
        var random = SeededRandom(seed: seed)
        let hot = try HotDirectory(table, harness.store)
        while !journal.isDone {
            let index = Int.random(in: users.indices, using: &random)
            let floor = journal.version(at: index)
            let record = try hot.look(.uuid(users[index].uuid)) ?? ""
            try expect(HotDirectory.version(in: record) >= floor, "\(record) ≥ \(floor)")
            _ = try hot.look(keys[Int.random(in: keys.indices, using: &random)])
            if Bool.random(using: &random) { hot.reader.endBatch() }
            await Task.yield()
        }
    }

    /// Whoever is told reads it, on a reader of their own.
    private func write(
        _ users: [User], _ journal: Journal, in harness: StoreHarness
    ) async throws {
        defer { journal.finish() }
        var random = SeededRandom(seed: 9)
        let hot = try HotDirectory(table, harness.store)
        for round in 0..<600 {
            let user = users[Int.random(in: users.indices, using: &random)]
            let number = Self.numbers[Int.random(in: 0..<4, using: &random)]
            let outcome = try await harness.set(number, of: user)
            journal.set(outcome.version, at: users.firstIndex { $0.uuid == user.uuid } ?? 0)
            let own = try hot.look(.email(EmailAddress(trusted: user.email)))
            try expect(own?.hasSuffix(" " + number) == true, "round \(round)")
        }
    }

    @Test("threads that look up while others write never read behind what was acknowledged")
    func racing() async throws {
        let harness = try open(table)
        defer { close(harness) }
        let users = try await users(3, in: harness)
        let keys = try keys(of: users)
        let journal = Journal(users)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in 0..<2 {
                group.addTask {
                    try await look(UInt64(seed), users, keys, journal, in: harness)
                }
            }
            group.addTask { try await write(users, journal, in: harness) }
            try await group.waitForAll()
        }
        #expect(try stale(keys, HotDirectory(table, harness.store)) == 0)
        #expect(table.figures.hits > 0)
    }

    @Test("an erased user is found by no key that was kept")
    func erased() async throws {
        let harness = try open(table)
        defer { close(harness) }
        let user = try await users(1, in: harness)[0]
        let hot = try HotDirectory(table, harness.store)
        for key in user.keys { #expect(try hot.look(key) != nil && hot.kept(key) != nil) }
        try await harness.erase(user)
        for key in user.keys { #expect(hot.kept(key) == nil) }
        #expect(table.figures.entries == 0)
    }

    @Test("every kind of write drops what it changes, in both engines", arguments: [false, true])
    func writes(onDisk: Bool) async throws {
        let harness =
            onDisk
            ? try open(table)
            : try StoreHarness { [table] clock in
                InMemoryStore(
                    sealing: EventCodec(), clock: { clock.now },
                    monotonic: { clock.monotonicNanoseconds }, hotRecords: table)
            }
        defer { close(harness) }
        let user = try await harness.create("a@example.com", phoneNumber: "+1 555 0100")
        let other = try await harness.create("b@example.com", phoneNumber: "+15550101")
        let hot = try HotDirectory(table, harness.store)
        let keys = user.keys + other.keys
        func fill() throws { for key in keys { #expect(try hot.look(key) != nil) } }
        try fill()
        try await harness.export(user)
        for key in user.keys { #expect(hot.kept(key) == nil) }
        for key in other.keys { #expect(hot.kept(key) != nil) }
        try fill()
        // The number has a new latest holder, and the other one lost theirs.
        try await harness.set("+15550100", of: other)
        #expect(hot.kept(.canonicalPhoneNumber("+15550100")) == nil)
        #expect(hot.kept(.phoneNumber(try Fixture.number("+15550101"))) == nil)
        let holder = try hot.look(.canonicalPhoneNumber("+15550100"))
        #expect(holder?.contains(other.uuid.value) == true)
        try await harness.removeNumber(of: other)
        let heir = try hot.look(.canonicalPhoneNumber("+15550100"))
        #expect(heir?.contains(user.uuid.value) == true)
        // One who is brought in with a number is the latest to have set it.
        let guest = ImportedUser(
            number: 1, uuid: try Fixture.uuid("guest"), freshUUID: Fixture.freshUUID(),
            email: try Fixture.email("c@example.com"),
            phoneNumber: try Fixture.number("+15550100"))
        _ = try await harness.run(ImportUsers(users: [guest]))
        let latest = try hot.look(.canonicalPhoneNumber("+15550100"))
        #expect(latest?.contains("guest") == true)
    }
}
