import DirectoryDomain
import EventCoding
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import DirectorySQLite

/// Backups are asked between their slices, on the writer's thread, whether they are over: what a
/// test submits then is the next batch.
@Suite("A backup", .timeLimit(.minutes(2)))
struct BackupTests {
    private let place = TemporaryStore()

    private var parent: String { (place.folder as NSString).deletingLastPathComponent }
    private var path: String { parent + "/copy" }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: parent).sorted()
    }

    /// A megabyte of rows.
    private static func growth(_ number: Int) -> PlantedCommand<Void> {
        PlantedCommand { transaction, context in
            let name = "\(number)" + String(repeating: "x", count: 1 << 20)
            try transaction.insert(
                Organization(
                    id: Fixture.organizationID().value, name: name, createdAt: context.now))
        }
    }

    private func open(megabytes: Int) async throws -> SQLiteStore {
        let store = try place.open()
        let harness = try TemporaryStore.harness(store)
        for number in 0..<megabytes { try await harness.run(Self.growth(number)) }
        return store
    }

    private static func submit<C: Command>(_ command: C, to store: SQLiteStore) {
        store.submit(command, from: CommandOrigin(organizationID: "", actor: "uid:1")) { _ in }
    }

    @Test("leaves the log small under writes, and holds all of them, whole")
    func underWrites() async throws {
        let store = try await open(megabytes: 4)
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com")
        let numbers = try (0..<40).map { try Fixture.number("+1555555\(1000 + $0)") }
        let slices = Slices()
        let log = place.path + "-wal"
        let backup = try store.createBackup(at: path) {
            let number = slices.next(logBytes: StoreFiles.bytes(of: log), store.condition.backup)
            if number <= 40 {
                for half in 0..<2 { Self.submit(Self.growth(2 * number + half), to: store) }
                let change = UpdatePhoneNumber(uuid: user.uuid, change: .set(numbers[number - 1]))
                Self.submit(change, to: store)
            }
            return false
        }
        #expect(slices.count > 80)
        // A snapshot that was held meanwhile would have kept all 80 MiB in it.
        #expect(slices.largestLog <= 64 << 20)
        #expect(slices.done == slices.done.sorted() && slices.done.last ?? 0 > 500)
        #expect(store.condition.backup == nil)
        #expect(try names() == ["copy", "data"])
        let totals = try harness.read { try $0.totals() }
        #expect(totals.lastPosition == 41 && backup.lastPosition == 41)
        let proof = try StoreProof(of: StoreFile(path: path), sealing: EventCodec())
        #expect(proof.verification == StoreVerification(events: 41, users: 1, problems: []))
        #expect(backup.bytes == StoreFiles.bytes(of: path) && backup.bytes > 84 << 20)
        // One file: no log belongs to it.
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes[18..<20] == Data([1, 1]))
    }

    @Test("holds nothing of a user who was erased while it was made")
    func erasedMeanwhile() async throws {
        let store = try await open(megabytes: 4)
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        for number in 0..<100 {
            let phoneNumber = "+15551234\(100 + number)"
            try await harness.create("\(number)@example.com", phoneNumber: phoneNumber)
        }
        let user = try await harness.create("planted@example.com", phoneNumber: "+15557654321")
        let slices = Slices()
        _ = try store.createBackup(at: path) {
            if slices.next() == 3 { Self.submit(EraseUser(uuid: user.uuid), to: store) }
            return false
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.range(of: Data("99@example.com".utf8)) != nil)
        for text in ["planted", "5557654321"] {
            #expect(bytes.range(of: Data(text.utf8)) == nil)
        }
    }

    @Test("is not made to begin again by what is refused meanwhile")
    func refusedMeanwhile() async throws {
        let store = try await open(megabytes: 8)
        defer { store.close() }
        let slices = Slices()
        _ = try store.createBackup(at: path) {
            slices.next()
            let refused = PlantedCommand<Void> { transaction, context in
                let id = Fixture.organizationID().value
                try transaction.insert(
                    Organization(id: id, name: "refused", createdAt: context.now))
                throw Refusal.notPermitted
            }
            Self.submit(refused, to: store)
            return false
        }
        let pages = Int(StoreFiles.bytes(of: path)) / StoreFile.pageBytes
        #expect(slices.count < 2 * pages / RunningBackup.slicePages)
    }

    @Test("that nobody waits for any more leaves nothing behind, and another one may be made")
    func abandoned() async throws {
        let store = try await open(megabytes: 4)
        defer { store.close() }
        let slices = Slices()
        #expect(throws: BackupFailure.abandoned) {
            try store.createBackup(at: path) { slices.next() == 3 }
        }
        #expect(try names() == ["data"])
        #expect(store.condition.backup == nil)
        #expect(try store.createBackup(at: path) { false }.lastPosition == 0)
    }

    @Test("that is proven when nobody waits any more leaves nothing behind")
    func abandonedProof() async throws {
        let store = try await open(megabytes: 1)
        defer { store.close() }
        #expect(throws: BackupFailure.abandoned) {
            try store.createBackup(at: path) { (store.condition.backup?.done ?? 0) >= 1_000 }
        }
        #expect(try names() == ["data"])
    }

    @Test("is cut off by a store that closes, which waits until nothing is left of it")
    func closing() async throws {
        let store = try await open(megabytes: 4)
        let slices = Slices()
        let closing = Mutex<Task<Void, Never>?>(nil)
        #expect(throws: BackupFailure.store(.closing)) {
            try store.createBackup(at: path) {
                if slices.next() == 2 {
                    closing.withLock { $0 = Task.detached { store.close() } }
                    while !store.backups.isClosed { sched_yield() }
                }
                return false
            }
        }
        await closing.withLock { $0 }?.value
        #expect(try names() == ["data"])
        #expect(throws: BackupFailure.store(.closing)) {
            try store.createBackup(at: path) { false }
        }
    }

    @Test("ends with a store that can't be written any more")
    func failedCommit() async throws {
        try await open(megabytes: 4).close()
        try place.tamper(
            """
            CREATE TABLE nowhere (id INTEGER PRIMARY KEY);
            CREATE TABLE broken (
                id INTEGER REFERENCES nowhere (id) DEFERRABLE INITIALLY DEFERRED);
            CREATE TRIGGER break AFTER INSERT ON organizations
            BEGIN INSERT INTO broken VALUES (1); END;
            """)
        let store = try place.open()
        let slices = Slices()
        #expect(throws: BackupFailure.store(.unavailable)) {
            try store.createBackup(at: path) {
                if slices.next() == 2 { Self.submit(Self.growth(5), to: store) }
                return false
            }
        }
        store.close()
        #expect(place.fatal.withLock { $0 } != nil)
        #expect(try names() == ["data"])
    }

    @Test("leaves room for the store where it shares its disk")
    func room() throws {
        try place.open().close()
        let store = StoreFile(folder: place.folder)
        let room = BackupRoom(of: StoreFile(path: path), beside: store)
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: parent)
        let free = try #require(attributes[.systemFreeSize] as? NSNumber).int64Value
        #expect(!room.suffices(for: free - 1 << 20))
        #expect(room.suffices(for: 1))
        #expect(room.isLeft)
    }
}

/// What a test saw between the slices of a backup.
private final class Slices: Sendable {
    private let seen = Mutex((count: 0, largestLog: Int64(0), done: [Int64]()))

    var count: Int { seen.withLock { $0.count } }
    var largestLog: Int64 { seen.withLock { $0.largestLog } }
    var done: [Int64] { seen.withLock { $0.done } }

    @discardableResult
    func next(logBytes: Int64 = 0, _ progress: StoreCondition.Progress? = nil) -> Int {
        seen.withLock { seen in
            seen.count += 1
            seen.largestLog = max(seen.largestLog, logBytes)
            if let progress { seen.done.append(progress.done) }
            return seen.count
        }
    }
}
